import { html } from 'lit';
import { count, moment, money, sum } from '../format.js';
import { href, navigate, query, setQuery } from '../router.js';
import { session } from '../session.js';
import { blockedBy } from '../parts/actions.js';
import { avatar } from '../parts/avatar.js';
import { icon } from '../parts/icon.js';
import { ListPage } from '../parts/list-page.js';
import { empty } from '../parts/states.js';
import { toast } from '../parts/toast.js';
import { raiseOrder } from './purchase-dialogs.js';
import { stateName, STATES } from './purchase-model.js';

/** Purchase orders, newest first, by state, site, supplier and urgency. */
class Purchases extends ListPage {
  get endpoint() {
    return '/purchase-orders';
  }

  get what() {
    return 'Purchase orders';
  }

  filter() {
    return { ...super.filter(), state: query().get('state'), supplier: query().get('supplier'), expedite: query().get('expedite') };
  }

  render() {
    const state = query().get('state') ?? '';
    const blocked = blockedBy('purchase:raise', 'order from suppliers');
    return html`
      <form class="bar" aria-label="Filter" @submit=${this.#openOrFilter}>
        <label class="pick">
          <span class="k">State</span>
          <select aria-label="State" @change=${event => setQuery({ state: event.target.value, cursor: '' })}>
            <option value="" ?selected=${!state}>All</option>
            ${STATES.map(([code, name]) => html`<option value=${code} ?selected=${code === state}>${name}</option>`)}
          </select>
        </label>
        <label class="search-field">
          <span class="sr">Purchase order or supplier</span>${icon('search')}
          <input name="text" data-search placeholder="Order or supplier" autocomplete="off" .value=${query().get('supplier') ?? ''} />
        </label>
        <button
          class="btn"
          type="button"
          aria-pressed=${query().get('expedite') ? 'true' : 'false'}
          @click=${() => setQuery({ expedite: query().get('expedite') ? '' : 'true', cursor: '' })}
        >
          ${icon('alert')}Emergencies
        </button>
        ${query().get('supplier') ? this.#chip() : ''}
        <span class="grow"></span>
        <button
          class="btn ${blocked ? '' : 'pri'}"
          type="button"
          data-act="raise"
          aria-disabled=${blocked ? 'true' : 'false'}
          title=${blocked ?? ''}
          @click=${() => (blocked ? toast(blocked) : this.#raise())}
        >
          ${icon(blocked ? 'lock' : 'plus')}New order
        </button>
      </form>
      <div class="page"><section class="card wide" aria-label="Purchase orders">${this.list()}</section></div>
    `;
  }

  async #raise() {
    const raised = await raiseOrder();
    if (raised) navigate(href(`/purchasing/${encodeURIComponent(raised.order)}`));
  }

  #chip() {
    return html`<span class="chip"
      ><span><span class="k">Supplier</span> ${query().get('supplier')}</span
      ><button type="button" aria-label="Remove supplier filter" @click=${() => setQuery({ supplier: '', cursor: '' })}>
        ${icon('cross', 's')}
      </button></span
    >`;
  }

  #openOrFilter = event => {
    event.preventDefault();
    const text = new FormData(event.target).get('text').trim();
    if (/^PO-/i.test(text)) return navigate(href(`/purchasing/${encodeURIComponent(text.toUpperCase())}`));
    setQuery({ supplier: text, cursor: '' });
  };

  totals(items) {
    return html`<span class="num"><b>${money(sum(items.map(row => row.amount)), session.currency, { cents: 'never' })}</b></span>`;
  }

  table(items) {
    return html`<table class="stick list-table">
      <thead>
        <tr>
          <th>Order</th>
          <th>State</th>
          <th>Supplier</th>
          <th>Site</th>
          <th>Raised</th>
          <th><span class="sr">By</span></th>
          <th class="r">Lines</th>
          <th class="r">Premium</th>
          <th class="r">Amount</th>
        </tr>
      </thead>
      <tbody>
        ${items.map(row => this.#row(row))}
      </tbody>
    </table>`;
  }

  #row(row) {
    const path = href(`/purchasing/${encodeURIComponent(row.order)}`);
    return html`<tr class="go" @click=${event => event.target.closest('a') || navigate(path)}>
      <td class="strong nowrap"><a href=${path}>${row.order}</a></td>
      <td class="nowrap">
        ${row.state === 'PENDING_APPROVAL' ? html`<span class="st warn">${icon('clock', 's')}${stateName(row.state)}</span>` : html`<span class="soft">${stateName(row.state)}</span>`}
        ${row.expedite ? html`<span class="st bad">${icon('alert', 's')}emergency</span>` : ''}
      </td>
      <td class="trunc"><a href=${href(`/suppliers/${encodeURIComponent(row.supplier)}`)}>${row.supplierName}</a></td>
      <td class="nowrap">${session.siteName(row.site)}</td>
      <td class="nowrap t">${moment(row.raisedAt, session.zone(row.site))}</td>
      <td>${avatar(row.raisedBy)}</td>
      <td class="r">${count(row.lines)}</td>
      <td class="r ${Number(row.premium) ? 'warn' : 'muted'}">${money(row.premium, session.currency)}</td>
      <td class="r">${money(row.amount, session.currency)}</td>
    </tr>`;
  }

  none() {
    const filtered = query().get('state') || query().get('supplier') || query().get('expedite') || session.site;
    if (!filtered)
      return empty({ mark: 'cart', title: 'No purchase orders yet', text: 'What is ordered from suppliers stands here, from the draft to the last receipt.' });
    return empty({
      mark: 'filter',
      title: 'No purchase orders match',
      text: html`Nothing ${query().get('state') ? html`is <b>${stateName(query().get('state')).toLowerCase()}</b>` : 'stands'}
      ${session.site ? html`at <b>${session.siteName(session.site)}</b>` : ''}
      ${query().get('supplier') ? html`from <b>${query().get('supplier')}</b>` : ''}.`,
      actions: html`<button
        class="btn"
        type="button"
        @click=${() => setQuery({ state: '', supplier: '', expedite: '', site: '', cursor: '' })}
      >
        Clear filters
      </button>`,
    });
  }
}

customElements.define('sp-purchases', Purchases);
