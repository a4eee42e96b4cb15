import { html } from 'lit';
import { get } from '../api.js';
import { absolute, age, change, count, isZero, money, moment, sum } from '../format.js';
import { Shortcuts } from '../keys.js';
import { href, query, setQuery } from '../router.js';
import { session } from '../session.js';
import { avatar } from '../parts/avatar.js';
import { icon } from '../parts/icon.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { empty, failed, loadingRows } from '../parts/states.js';
import { tabList } from '../parts/tab-list.js';
import { openAdjustment } from './adjustment-dialog.js';
import { normalAdjustment, reasonName, STATES } from './adjustment-model.js';

const PAGE = 50;
const REREAD_MS = 5_000;

/** Adjustments by state, newest first; one's own is shown but another person decides it. */
class Adjustments extends Page {
  constructor() {
    super();
    this.adjustments = new Loaded(this, async signal => {
      const filter = this.#filter();
      const answer = await get('/adjustments', { ...filter, limit: PAGE }, { signal });
      return { key: JSON.stringify(filter), next: answer.next, items: answer.items.map(normalAdjustment) };
    });
    new Shortcuts(this, { j: () => this.#step(1), k: () => this.#step(-1) });
  }

  get state() {
    return STATES.some(([id]) => id === query().get('state')) ? query().get('state') : 'PROPOSED';
  }

  #filter() {
    return { state: this.state === 'all' ? null : this.state, site: session.site, cursor: query().get('cursor') };
  }

  connectedCallback() {
    super.connectedCallback();
    this.onPosted = () => this.#read();
    addEventListener('posted', this.onPosted);
    this.timer = setInterval(
      () => document.visibilityState === 'visible' && !document.querySelector('dialog[open]') && this.#read(),
      REREAD_MS,
    );
    this.#read();
    this.#openAsked();
  }

  disconnectedCallback() {
    removeEventListener('posted', this.onPosted);
    clearInterval(this.timer);
    super.disconnectedCallback();
  }

  #read() {
    this.asked = JSON.stringify(this.#filter());
    return this.adjustments.load();
  }

  addressChanged() {
    if (this.asked !== JSON.stringify(this.#filter())) this.#read();
    this.#openAsked();
  }

  scopeChanged() {
    this.adjustments.forget();
    this.#read();
  }

  /** An adjustment named in the address opens as a dialog over the list; closing takes it out of the address. */
  async #openAsked() {
    const id = query().get('id');
    if (!id || this.opened === id) return;
    this.opened = id;
    await openAdjustment(id);
    this.opened = null;
    setQuery({ id: '' }, { replace: true });
    this.#read();
  }

  #step(by) {
    const links = [...this.querySelectorAll('tbody a')];
    const at = links.indexOf(document.activeElement);
    links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
  }

  render() {
    return html`
      <div class="page stack">
        <div class="row wrap">
          <div class="grow">
            ${tabList({ tabs: STATES.map(([id, name]) => ({ id, name })), selected: this.state, label: 'State', choose: id => setQuery({ state: id === 'PROPOSED' ? '' : id, cursor: '' }) })}
          </div>
          ${
            session.can('adjustments:propose')
              ? html`<a class="btn pri big" href=${href('/adjustments/new')}>${icon('plus')}Propose an adjustment</a>`
              : html`<button class="btn big" type="button" aria-disabled="true" title="Your role does not propose adjustments.">
                  ${icon('lock')}Propose an adjustment
                </button>`
          }
        </div>
        <section class="card wide" role="tabpanel" aria-label="Adjustments">${this.#table()}</section>
      </div>
    `;
  }

  #table() {
    const { value, problem } = this.adjustments;
    if (problem && !value) return html`<div class="pad">${failed(problem, { what: 'Adjustments', retry: () => this.#read() })}</div>`;
    if (!value || value.key !== this.asked) return loadingRows('adjustments', 8);
    if (!value.items.length) return html`<div class="pad">${this.#none()}</div>`;
    const waiting = this.state === 'PROPOSED';
    return html`
      <table class="list-table two-line">
        <thead>
          <tr>
            <th>Adjustment</th>
            <th>Item, bin</th>
            <th class="r">Change</th>
            <th class="r">Value</th>
            <th>Reason</th>
            <th>${waiting ? 'By' : 'Proposed, decided'}</th>
            <th class="r">Age</th>
            <th>${waiting ? html`<span class="sr">Action</span>` : 'State'}</th>
          </tr>
        </thead>
        <tbody>
          ${value.items.map(row => this.#row(row, waiting))}
        </tbody>
      </table>
      <footer class="paging">
        <span class="num"><b>Absolute ${money(sum(value.items.map(row => absolute(row.value))), session.currency)}</b></span>
        <span class="num">Net ${money(sum(value.items.map(row => row.value)), session.currency)}</span>
        <span class="muted">${count(value.items.length)} on this page</span>
        <span class="grow"></span>
        ${query().get('cursor') ? html`<button class="btn" type="button" @click=${() => setQuery({ cursor: '' })}>First page</button>` : ''}
        ${value.next ? html`<button class="btn" type="button" @click=${() => setQuery({ cursor: value.next })}>Next page</button>` : ''}
      </footer>
    `;
  }

  #row(row, waiting) {
    const mine = row.proposedBy === session.person;
    const open = href('/adjustments', { ...(query().get('state') ? { state: query().get('state') } : {}), id: row.adjustment });
    return html`<tr>
      <td class="strong nowrap"><a href=${open}>${row.adjustment}</a></td>
      <td class="nowrap">
        <div class="a">${row.item} <span class="soft">${row.itemName ?? ''}</span></div>
        <div class="b">${row.bin}, ${session.siteName(row.site)}</div>
      </td>
      <td class="r">${change(row.quantity)}</td>
      <td class="r ${isZero(row.value) ? 'muted' : ''}">${money(row.value, session.currency)}</td>
      <td class="nowrap">${reasonName(row.reason)}</td>
      <td>
        <span class="row tight"
          >${avatar(row.proposedBy, row.proposedByName)}${row.decidedBy ? html`${icon('right', 's')}${avatar(row.decidedBy, row.decidedByName)}` : ''}</span
        >
      </td>
      <td class="r muted nowrap" title=${row.proposedAt ? moment(row.proposedAt, session.zone(row.site)) : ''}>
        ${age(row.proposedAt ?? row.occurredAt)}
      </td>
      <td class="r">
        ${
          waiting
            ? mine
              ? html`<a class="btn locked" href=${open} title="You proposed this; another person approves it.">${icon('lock')}Yours</a>`
              : html`<a class="btn" href=${open}>Review</a>`
            : html`<span class="nowrap"
                >${row.state === 'POSTED' ? icon('check', 's') : row.state === 'REJECTED' ? icon('cross', 's') : icon('clock', 's')}
                ${STATES.find(([code]) => code === row.state)?.[1] ?? row.state}</span
              >`
        }
      </td>
    </tr>`;
  }

  #none() {
    if (this.state === 'PROPOSED')
      return empty({
        mark: 'check',
        tone: 'good',
        title: 'Nothing waits for approval',
        text: 'Adjustments within tolerance post at once. What is over it stands here until another person decides.',
      });
    return empty({
      mark: 'adjust',
      title: 'No adjustments here',
      text: session.site ? `None at ${session.siteName(session.site)}.` : 'None in this state yet.',
      actions: session.site ? html`<button class="btn" type="button" @click=${() => setQuery({ site: '' })}>Show all sites</button>` : '',
    });
  }
}

customElements.define('sp-adjustments', Adjustments);
