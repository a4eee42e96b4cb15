import { html } from 'lit';
import { count, date, moment, money, sum, today } from '../format.js';
import { href, navigate, query, setQuery } from '../router.js';
import { session } from '../session.js';
import { icon } from '../parts/icon.js';
import { ListPage } from '../parts/list-page.js';
import { empty } from '../parts/states.js';
import { isOpenOrder, stateName, STATES, valueOf } from './order-model.js';

/** Orders, newest first, by state, site and customer. */
class Orders extends ListPage {
  get endpoint() {
    return '/orders';
  }

  get what() {
    return 'Orders';
  }

  filter() {
    return { ...super.filter(), state: query().get('state'), customer: query().get('customer') };
  }

  render() {
    const state = query().get('state') ?? '';
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
          <span class="sr">Order or customer</span>${icon('search')}
          <input
            name="text"
            data-search
            placeholder="Order or customer number"
            autocomplete="off"
            .value=${query().get('customer') ?? ''}
          />
        </label>
        ${
          query().get('customer')
            ? html`<span class="chip"
                ><span><span class="k">Customer</span> ${query().get('customer')}</span
                ><button type="button" aria-label="Remove customer filter" @click=${() => setQuery({ customer: '', cursor: '' })}>
                  ${icon('cross', 's')}
                </button></span
              >`
            : ''
        }
      </form>
      <div class="page"><section class="card wide" aria-label="Orders">${this.list()}</section></div>
    `;
  }

  /** An order number opens the order; anything else is a customer. */
  #openOrFilter = event => {
    event.preventDefault();
    const text = new FormData(event.target).get('text').trim();
    if (/^SO-/i.test(text)) return navigate(href(`/orders/${encodeURIComponent(text.toUpperCase())}`));
    setQuery({ customer: text, cursor: '' });
  };

  totals(items) {
    return html`<span class="num"><b>${money(sum(items.map(valueOf)), session.currency, { cents: 'never' })}</b></span>`;
  }

  table(items) {
    return html`
      <table class="stick list-table">
        <thead>
          <tr>
            <th>Order</th>
            <th>State</th>
            <th>Customer</th>
            <th>Site</th>
            <th>Placed</th>
            <th>Requested</th>
            <th>Promised</th>
            <th class="r">Lines</th>
            <th class="r">Value</th>
          </tr>
        </thead>
        <tbody>
          ${items.map(row)}
        </tbody>
      </table>
    `;
  }

  none() {
    const filtered = query().get('state') || query().get('customer') || session.site;
    if (!filtered) return empty({ mark: 'order', title: 'No orders yet', text: 'Orders stand here as soon as one is placed or imported.' });
    return empty({
      mark: 'filter',
      title: 'No orders match',
      text: html`Nothing ${query().get('state') ? html`is <b>${stateName(query().get('state')).toLowerCase()}</b>` : 'stands'}
      ${session.site ? html`at <b>${session.siteName(session.site)}</b>` : ''}
      ${query().get('customer') ? html`for <b>${query().get('customer')}</b>` : ''}.`,
      actions: html`<button class="btn" type="button" @click=${() => setQuery({ state: '', customer: '', site: '', cursor: '' })}>
        Clear filters
      </button>`,
    });
  }
}

function row(order) {
  const commit = order.commitDate ?? latest(order.lines?.map(line => line.commitDate));
  const late = commit && commit < today(session.zone(order.site)) && isOpenOrder(order);
  const path = href(`/orders/${encodeURIComponent(order.order)}`);
  return html`<tr class="go" @click=${event => event.target.closest('a') || navigate(path)}>
    <td class="strong nowrap"><a href=${path}>${order.order}</a></td>
    <td class="nowrap">
      ${late ? html`<span class="st warn">${icon('clock', 's')}${stateName(order.state)}, late</span>` : html`<span class="soft">${stateName(order.state)}</span>`}
    </td>
    <td class="trunc"><a href=${href(`/customers/${encodeURIComponent(order.customer)}`)}>${order.customerName ?? order.customer}</a></td>
    <td class="nowrap">${session.siteName(order.site)}</td>
    <td class="nowrap t">${order.placedAt ? moment(order.placedAt, session.zone(order.site)) : ''}</td>
    <td class="nowrap t">${order.requestedDate ? date(order.requestedDate) : ''}</td>
    <td class="nowrap t ${late ? 'warn' : ''}">${commit ? date(commit) : ''}</td>
    <td class="r">${count(lineCount(order))}</td>
    <td class="r">${money(valueOf(order), session.currency, { cents: 'never' })}</td>
  </tr>`;
}

const latest = dates => (dates ?? []).filter(Boolean).sort().at(-1) ?? null;
const lineCount = order => (Array.isArray(order.lines) ? order.lines.length : (order.lines ?? order.lineCount ?? 0));

customElements.define('sp-orders', Orders);
