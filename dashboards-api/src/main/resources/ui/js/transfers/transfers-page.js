import { html } from 'lit';
import { count, date, decimal, moment, sum } from '../format.js';
import { href, navigate, query, setQuery } from '../router.js';
import { session } from '../session.js';
import { blockedBy } from '../parts/actions.js';
import { icon } from '../parts/icon.js';
import { ListPage } from '../parts/list-page.js';
import { empty } from '../parts/states.js';
import { tabList } from '../parts/tab-list.js';
import { toast } from '../parts/toast.js';
import { createTransfer } from './transfer-dialogs.js';
import { stateName, STATES } from './transfer-model.js';

/** Transfers between sites by state, newest first. */
class Transfers extends ListPage {
  get endpoint() {
    return '/transfers';
  }

  get what() {
    return 'Transfers';
  }

  get state() {
    return query().get('state') ?? '';
  }

  filter() {
    return { ...super.filter(), state: this.state, item: query().get('item'), overdue: query().get('overdue') };
  }

  render() {
    const blocked = blockedBy('transfers:send', 'move goods between sites') ?? (session.sites.length < 2 ? 'The company has one site only.' : null);
    return html`<div class="page stack">
      <div class="row wrap">
        <div class="grow">
          ${tabList({ tabs: [{ id: '', name: 'All' }, ...STATES.map(([id, name]) => ({ id, name }))], selected: this.state, label: 'State', choose: id => setQuery({ state: id, cursor: '' }) })}
        </div>
        <button
          class="btn big"
          type="button"
          aria-pressed=${query().get('overdue') ? 'true' : 'false'}
          @click=${() => setQuery({ overdue: query().get('overdue') ? '' : 'true', cursor: '' })}
        >
          ${icon('clock')}Overdue
        </button>
        ${
          query().get('item')
            ? html`<span class="chip"
                ><span><span class="k">Item</span> ${query().get('item')}</span
                ><button type="button" aria-label="Remove item filter" @click=${() => setQuery({ item: '', cursor: '' })}>${icon('cross', 's')}</button></span
              >`
            : ''
        }
        <button
          class="btn big ${blocked ? '' : 'pri'}"
          type="button"
          data-act="create"
          aria-disabled=${blocked ? 'true' : 'false'}
          title=${blocked ?? ''}
          @click=${() => (blocked ? toast(blocked) : this.#create())}
        >
          ${icon(blocked ? 'lock' : 'plus')}New transfer
        </button>
      </div>
      <section class="card wide" role="tabpanel" aria-label="Transfers">${this.list()}</section>
    </div>`;
  }

  async #create() {
    const created = await createTransfer();
    if (created) navigate(href(`/transfers/${encodeURIComponent(created.transfer)}`));
  }

  table(items) {
    return html`<table class="stick list-table">
      <thead>
        <tr>
          <th>Transfer</th>
          <th>State</th>
          <th>From, to</th>
          <th>Expected</th>
          <th>Planned</th>
          <th class="r">Lines</th>
          <th class="r">Sent</th>
          <th class="r">In transit</th>
        </tr>
      </thead>
      <tbody>
        ${items.map(row => {
          const path = href(`/transfers/${encodeURIComponent(row.transfer)}`);
          return html`<tr class="go" @click=${event => event.target.closest('a') || navigate(path)}>
            <td class="strong nowrap"><a href=${path}>${row.transfer}</a></td>
            <td class="nowrap">${row.overdue ? html`<span class="st bad">${icon('clock', 's')}overdue</span>` : html`<span class="soft">${stateName(row.state)}</span>`}</td>
            <td class="nowrap">${session.siteName(row.fromSite)} → ${session.siteName(row.toSite)}</td>
            <td class="nowrap t ${row.overdue ? 'bad' : ''}">${date(row.expectedOn)}</td>
            <td class="nowrap t">${moment(row.createdAt, session.zone(row.fromSite))}</td>
            <td class="r">${count(row.lines.length)}</td>
            <td class="r">${decimal(sum(row.lines.map(line => line.sent)))}</td>
            <td class="r"><b>${decimal(sum(row.lines.map(line => line.inTransit)))}</b></td>
          </tr>`;
        })}
      </tbody>
    </table>`;
  }

  none() {
    if (!this.state && !query().get('item') && !query().get('overdue') && !session.site)
      return empty({ mark: 'transfer', title: 'No transfers yet', text: 'Goods that move between two sites stand here from the plan until nothing is in transit.' });
    return empty({
      mark: 'filter',
      title: 'No transfers match',
      text: html`Nothing ${query().get('overdue') ? 'overdue' : ''} ${this.state ? html`is <b>${stateName(this.state).toLowerCase()}</b>` : 'stands'}
      ${session.site ? html`at <b>${session.siteName(session.site)}</b>` : ''} ${query().get('item') ? html`with <b>${query().get('item')}</b>` : ''}.`,
      actions: html`<button class="btn" type="button" @click=${() => setQuery({ state: '', item: '', overdue: '', site: '', cursor: '' })}>
        Clear filters
      </button>`,
    });
  }
}

customElements.define('sp-transfers', Transfers);
