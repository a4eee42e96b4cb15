import { html } from 'lit';
import { age, count, money, moment, sum } from '../format.js';
import { href, navigate, query, setQuery } from '../router.js';
import { session } from '../session.js';
import { icon } from '../parts/icon.js';
import { ListPage } from '../parts/list-page.js';
import { empty } from '../parts/states.js';
import { tabList } from '../parts/tab-list.js';
import { stateName, STATES } from './return-model.js';

/** Returns by state, newest first. */
class Returns extends ListPage {
  get endpoint() {
    return '/returns';
  }

  get what() {
    return 'Returns';
  }

  get state() {
    return query().get('state') ?? '';
  }

  filter() {
    return { ...super.filter(), state: this.state, order: query().get('order') };
  }

  render() {
    return html`<div class="page stack">
      <div class="row wrap">
        <div class="grow">
          ${tabList({ tabs: [{ id: '', name: 'All' }, ...STATES.map(([id, name]) => ({ id, name }))], selected: this.state, label: 'State', choose: id => setQuery({ state: id, cursor: '' }) })}
        </div>
        ${
          query().get('order')
            ? html`<span class="chip"
                ><span><span class="k">Order</span> ${query().get('order')}</span
                ><button type="button" aria-label="Remove order filter" @click=${() => setQuery({ order: '', cursor: '' })}>${icon('cross', 's')}</button></span
              >`
            : ''
        }
      </div>
      <section class="card wide" role="tabpanel" aria-label="Returns">${this.list()}</section>
    </div>`;
  }

  totals(items) {
    return html`<span class="num"><b>${money(sum(items.map(row => row.value)), session.currency, { cents: 'never' })}</b></span>`;
  }

  table(items) {
    return html`<table class="stick list-table">
      <thead>
        <tr>
          <th>Return</th>
          <th>State</th>
          <th>Customer</th>
          <th>Order, shipment</th>
          <th>Site</th>
          <th>Announced</th>
          <th class="r">Age</th>
          <th class="r">Lines</th>
          <th class="r">Value</th>
        </tr>
      </thead>
      <tbody>
        ${items.map(row => {
          const path = href(`/returns/${encodeURIComponent(row.returnId)}`);
          return html`<tr class="go" @click=${event => event.target.closest('a') || navigate(path)}>
            <td class="strong nowrap"><a href=${path}>${row.returnId}</a></td>
            <td class="nowrap">
              ${row.waiting ? html`<span class="st warn">${icon('clock', 's')}disposition waits</span>` : html`<span class="soft">${stateName(row.state)}</span>`}
            </td>
            <td class="trunc"><a href=${href(`/customers/${encodeURIComponent(row.customer)}`)}>${row.customer}</a></td>
            <td class="nowrap"><a href=${href(`/orders/${encodeURIComponent(row.order)}`)}>${row.order}</a> <span class="muted">${row.shipment}</span></td>
            <td class="nowrap">${session.siteName(row.site)}</td>
            <td class="nowrap t">${moment(row.openedAt, session.zone(row.site))}</td>
            <td class="r muted nowrap">${age(row.openedAt)}</td>
            <td class="r">${count(row.lines)}</td>
            <td class="r">${money(row.value, session.currency, { cents: 'never' })}</td>
          </tr>`;
        })}
      </tbody>
    </table>`;
  }

  none() {
    if (!this.state && !query().get('order') && !session.site)
      return empty({
        mark: 'undo',
        title: 'Nothing came back yet',
        text: 'A return is opened on the page of its order, for a shipment that has left.',
        actions: html`<a class="btn" href=${href('/orders', { state: 'SHIPPED' })}>Shipped orders</a>`,
      });
    return empty({
      mark: 'filter',
      title: 'No returns match',
      text: html`Nothing ${this.state ? html`is <b>${stateName(this.state).toLowerCase()}</b>` : 'stands'}
      ${session.site ? html`at <b>${session.siteName(session.site)}</b>` : ''} ${query().get('order') ? html`for <b>${query().get('order')}</b>` : ''}.`,
      actions: html`<button class="btn" type="button" @click=${() => setQuery({ state: '', order: '', site: '', cursor: '' })}>Clear filters</button>`,
    });
  }
}

customElements.define('sp-returns', Returns);
