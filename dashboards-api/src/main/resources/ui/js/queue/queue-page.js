import { html } from 'lit';
import { get, post } from '../api.js';
import { count, money, sum } from '../format.js';
import { Shortcuts } from '../keys.js';
import { href, query, setQuery } from '../router.js';
import { session } from '../session.js';
import { openDialog, cancelButton } from '../parts/dialog.js';
import { icon } from '../parts/icon.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { empty, failed, loadingRows } from '../parts/states.js';
import { tabList } from '../parts/tab-list.js';
import { toast } from '../parts/toast.js';
import './evidence-pane.js';
import { isOpen, normalRow, normalSummary, TABS, TYPE_CHOICES, typeTitle } from './queue-model.js';
import { queueTable } from './queue-list.js';

const PAGE = 100;
const REREAD_MS = 5_000;

/** The exception queue: list left, evidence right, one decision after the other by keyboard. */
class Queue extends Page {
  static properties = { picked: { state: true } };

  constructor() {
    super();
    this.picked = new Set();
    this.rows = new Loaded(this, async signal => {
      const filter = this.#filter();
      const first = await get('/exceptions', { ...filter, limit: PAGE }, { signal });
      const items = [...first.items];
      let { next } = first;
      for (let pages = 1; next && pages < this.pages; pages++) {
        const more = await get('/exceptions', { ...filter, limit: PAGE, cursor: next }, { signal });
        items.push(...more.items);
        next = more.next;
      }
      return { key: JSON.stringify(filter), items: items.map(normalRow), next };
    });
    this.summary = new Loaded(this, signal => get('/exceptions/summary', {}, { signal }).then(normalSummary));
    this.pages = 1;
    new Shortcuts(this, {
      j: () => this.#step(1),
      k: () => this.#step(-1),
      ArrowDown: event => this.#arrow(event, 1),
      ArrowUp: event => this.#arrow(event, -1),
      Enter: event => this.#enter(event),
      Escape: event => this.#back(event),
      x: () => this.current && this.#pick(this.current),
      y: () => this.pane?.approve(),
      n: () => this.pane?.reject(),
      c: () => this.pane?.comment(),
      a: () => this.pane?.nextAlternative(),
      m: () => (this.picked.size ? this.#takePicked() : this.pane?.own()),
      f: () => this.#openFilter(),
    });
  }

  get tab() {
    return TABS.some(([id]) => id === query().get('tab')) ? query().get('tab') : 'mine';
  }

  /** The row that is open: the one in the address, or the first. */
  get current() {
    return query().get('id') ?? this.rows.value?.items[0]?.exception ?? null;
  }

  get pane() {
    return this.querySelector('sp-evidence');
  }

  #filter() {
    return { tab: this.tab, type: query().get('type'), site: session.site };
  }

  connectedCallback() {
    super.connectedCallback();
    this.onPosted = () => this.#reread();
    addEventListener('posted', this.onPosted);
    this.timer = setInterval(
      () => document.visibilityState === 'visible' && !document.querySelector('dialog[open]') && this.#reread(),
      REREAD_MS,
    );
    this.asked = JSON.stringify(this.#filter());
    this.#reread();
  }

  disconnectedCallback() {
    removeEventListener('posted', this.onPosted);
    clearInterval(this.timer);
    super.disconnectedCallback();
  }

  #reread() {
    this.summary.load();
    return this.rows.load();
  }

  addressChanged() {
    const asks = JSON.stringify(this.#filter());
    if (asks === this.asked) return;
    this.asked = asks;
    this.pages = 1;
    this.picked = new Set();
    this.#reread();
  }

  scopeChanged() {
    this.rows.forget();
    this.summary.forget();
    this.asked = JSON.stringify(this.#filter());
    this.picked = new Set();
    this.#reread();
  }

  render() {
    const counts = this.summary.value?.tabs ?? {};
    const tabs = TABS.map(([id, name]) => ({ id, name, count: counts[id] }));
    const answer = this.rows.value;
    const fresh = answer?.key === JSON.stringify(this.#filter());
    return html`<div class="split" data-open=${query().get('id') ? 'evidence' : 'list'}>
      <section class="list" aria-label="Exceptions">
        ${tabList({ tabs, selected: this.tab, label: 'Status', choose: id => setQuery({ tab: id, id: '' }) })} ${this.#filterBar()}
        <div class="scroll" role="tabpanel" aria-label=${tabs.find(each => each.id === this.tab).name}>
          ${this.#list(fresh ? answer : null)}
        </div>
        ${this.#bulkBar(fresh ? answer.items : [])}
      </section>
      ${
        this.current && (answer?.items.length || query().get('id'))
          ? html`<sp-evidence
              class="ev"
              role="region"
              aria-label="Evidence"
              .exception=${this.current}
              .version=${answer?.items.find(row => row.exception === this.current)?.version ?? null}
              @decided=${this.#decided}
              @back=${() => setQuery({ id: '' })}
            ></sp-evidence>`
          : html`<section class="ev blank" aria-label="Evidence"></section>`
      }
    </div>`;
  }

  #filterBar() {
    const type = query().get('type');
    return html`<div class="bar filters">
      ${session.site ? this.#chip('Site', session.siteName(session.site), () => setQuery({ site: '', id: '' })) : ''}
      ${type ? this.#chip('Type', typeTitle(type), () => setQuery({ type: '', id: '' })) : ''}
      <button class="btn quiet" type="button" @click=${() => this.#openFilter()}>${icon('filter')}Filter <kbd>f</kbd></button>
      <span class="grow"></span>
      ${this.#sumAtRisk()}
    </div>`;
  }

  /** Money at risk of what is listed; a list that goes on says so. */
  #sumAtRisk() {
    const answer = this.rows.value;
    if (!answer?.items.length || this.tab === 'done') return '';
    const open = answer.items.filter(isOpen).map(row => row.valueAtRisk);
    return html`<span class="muted num nowrap"
      >${answer.next ? 'over ' : ''}${money(sum(open), session.currency, { cents: 'never' })} at risk</span
    >`;
  }

  #chip(key, value, clear) {
    return html`<span class="chip"
      ><span><span class="k">${key}</span> ${value}</span
      ><button type="button" aria-label="Remove ${key.toLowerCase()} filter" @click=${clear}>${icon('cross', 's')}</button></span
    >`;
  }

  #openFilter() {
    openDialog(
      handle => html`
        <header><h2>Filter</h2></header>
        <form
          @submit=${event => {
            event.preventDefault();
            const fields = new FormData(event.target);
            handle.close();
            setQuery({ type: fields.get('type'), site: fields.get('site') ?? session.site, id: '' });
          }}
        >
          <div class="body">
            <div class="field">
              <label for="filter-type">Type</label>
              <select id="filter-type" name="type" data-first>
                <option value="">All types</option>
                ${TYPE_CHOICES.map(choice => html`<option value=${choice.code} ?selected=${choice.code === query().get('type')}>${choice.title}</option>`)}
              </select>
            </div>
            ${
              session.sites.length > 1
                ? html`<div class="field">
                    <label for="filter-site">Site</label>
                    <select id="filter-site" name="site">
                      <option value="">All sites</option>
                      ${session.sites.map(site => html`<option value=${site.site} ?selected=${site.site === session.site}>${site.name}</option>`)}
                    </select>
                  </div>`
                : ''
            }
          </div>
          <footer>${cancelButton(handle)}<button class="btn pri big" type="submit">Show</button></footer>
        </form>
      `,
      { label: 'Filter' },
    );
  }

  #list(answer) {
    if (this.rows.problem && !answer)
      return html`<div class="pad">${failed(this.rows.problem, { what: 'The queue', retry: () => this.#reread() })}</div>`;
    if (!answer) return loadingRows('exceptions', 10);
    if (!answer.items.length) return html`<div class="pad">${this.#nothing()}</div>`;
    return html`
      ${queueTable({
        rows: answer.items,
        current: this.current,
        picked: this.picked,
        open: id => this.#open(id),
        pick: id => this.#pick(id),
        pickAll: on => (this.picked = new Set(on ? answer.items.map(row => row.exception) : [])),
      })}
      ${answer.next ? html`<div class="more"><button class="btn" type="button" @click=${this.#more}>Show ${PAGE} more</button></div>` : ''}
    `;
  }

  #nothing() {
    if (query().get('type') || session.site) {
      return empty({
        mark: 'filter',
        title: 'No exceptions match',
        text: html`Some are hidden by
          <b
            >${[session.site && session.siteName(session.site), query().get('type') && typeTitle(query().get('type'))].filter(Boolean).join(' and ')}</b
          >.`,
        actions: html`<button class="btn" type="button" @click=${() => setQuery({ type: '', site: '' })}>Clear filters</button>`,
      });
    }
    const waiting = this.summary.value?.tabs.unassigned ?? 0;
    if (this.tab === 'mine') {
      return empty({
        mark: 'check',
        tone: 'good',
        title: 'All decided',
        text: 'Nothing of yours is open.',
        actions: waiting
          ? html`<a class="btn" href=${href('/queue', { tab: 'unassigned' })}>Take from Unassigned, ${count(waiting)}</a>`
          : '',
      });
    }
    const texts = {
      unassigned: ['All taken', 'Every open exception has an owner.'],
      breaching: ['Nothing is breaching', 'No open exception is near its last safe moment or past its time to decide.'],
      waiting: ['Nothing waits', 'No exception waits for a date or an event.'],
      regressed: ['Nothing came back', 'No decided exception was raised again.'],
      done: ['Nothing decided yet', 'Decisions stand here with what was posted.'],
      all: ['No exceptions', 'Rules and models watch every commit. What leaves tolerance stands here within a second.'],
    };
    const [title, text] = texts[this.tab];
    return empty({ mark: this.tab === 'done' ? 'queue' : 'check', tone: this.tab === 'done' ? '' : 'good', title, text });
  }

  #bulkBar(rows) {
    const chosen = rows.filter(row => this.picked.has(row.exception));
    if (!chosen.length) return '';
    return html`<div class="bulk" role="toolbar" aria-label="Bulk actions">
      <span class="num"
        ><b>${count(chosen.length)} selected</b>
        <span class="muted">${money(sum(chosen.map(row => row.valueAtRisk)), session.currency, { cents: 'never' })}</span></span
      >
      <span class="grow"></span>
      <button class="btn" type="button" @click=${() => this.#takePicked()}>Take <kbd>m</kbd></button>
      <button class="btn quiet icon" type="button" aria-label="Clear selection" @click=${() => (this.picked = new Set())}>
        ${icon('cross')}
      </button>
    </div>`;
  }

  #more = () => {
    this.pages += 1;
    this.rows.load();
  };

  #open(id) {
    setQuery({ id }, { replace: Boolean(query().get('id')) });
    this.#focusRow(id);
  }

  async #focusRow(id) {
    await this.updateComplete;
    this.querySelector(`tr[data-id="${CSS.escape(id)}"]`)?.focus();
  }

  #step(by) {
    const rows = this.rows.value?.items ?? [];
    if (!rows.length) return;
    const at = rows.findIndex(row => row.exception === this.current);
    this.#open(rows[Math.max(0, Math.min(rows.length - 1, at + by))].exception);
  }

  #arrow(event, by) {
    if (!event.target.closest?.('.q')) return;
    event.preventDefault();
    this.#step(by);
  }

  #enter(event) {
    if (!event.target.closest?.('tr.go')) return;
    setQuery({ id: this.current }, { replace: true });
    this.pane?.enter();
  }

  #back(event) {
    if (event.target.closest?.('.ev')) this.#focusRow(this.current);
    else if (this.picked.size) this.picked = new Set();
  }

  #pick(id) {
    const next = new Set(this.picked);
    next.has(id) ? next.delete(id) : next.add(id);
    this.picked = next;
    this.#focusRow(id);
  }

  /** One after the other; one that fails never holds back the rest, and each reports its own result. */
  async #takePicked() {
    const results = [];
    for (const id of this.picked) {
      try {
        await post(`/exceptions/${id}/own`);
        results.push({ id, done: true });
      } catch (problem) {
        if (!('status' in problem)) throw problem;
        results.push({ id, done: false, problem });
      }
    }
    this.picked = new Set();
    dispatchEvent(new Event('posted'));
    const failedOnes = results.filter(each => !each.done);
    if (!failedOnes.length) return toast(`${count(results.length)} taken. They stand in Mine.`);
    openDialog(
      handle => html`
        <header><h2>${results.length - failedOnes.length} taken, ${failedOnes.length} not</h2></header>
        <div class="body">
          <table>
            <tbody>
              ${failedOnes.map(
                each =>
                  html`<tr>
                    <td class="mono">${each.id}</td>
                    <td class="bad">${icon('cross', 's')} ${each.problem.title}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
        <footer><button class="btn big" type="button" data-first @click=${() => handle.close()}>Close</button></footer>
      `,
      { label: 'Result' },
    );
  }

  /** A decided row leaves the list; its successor takes its place and the focus. */
  #decided = async event => {
    const rows = this.rows.value?.items ?? [];
    const at = rows.findIndex(row => row.exception === event.detail.exception);
    const successor = rows[at + 1] ?? rows[at - 1];
    dispatchEvent(new Event('posted'));
    await this.rows.load();
    const next = this.rows.value?.items.some(row => row.exception === successor?.exception)
      ? successor.exception
      : this.rows.value?.items[0]?.exception;
    if (!next) return setQuery({ id: '' }, { replace: true });
    setQuery({ id: next }, { replace: true });
    this.#focusRow(next);
  };
}

customElements.define('sp-queue', Queue);
