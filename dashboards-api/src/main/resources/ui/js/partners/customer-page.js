import { html } from 'lit';
import { get } from '../api.js';
import { count, date, isZero, money, moment, sum, today } from '../format.js';
import { href } from '../router.js';
import { session } from '../session.js';
import { actionButtons, blockedBy } from '../parts/actions.js';
import { DocumentPage } from '../parts/document-page.js';
import { facts } from '../parts/facts.js';
import { icon } from '../parts/icon.js';
import { invoiceShipments } from '../invoices/invoice-dialogs.js';
import { isOpenOrder, stateName } from '../orders/order-model.js';

/** One customer: who it is, what it is owed, and its latest orders. */
class Customer extends DocumentPage {
  get id() {
    return this.params.customer;
  }

  get parent() {
    return { path: '/orders', name: 'Orders' };
  }

  async read(signal) {
    const [customer, orders] = await Promise.all([
      get(`/customers/${encodeURIComponent(this.id)}`, {}, { signal }),
      get('/orders', { customer: this.id, site: session.site, limit: 50 }, { signal }),
    ]);
    return { customer, orders };
  }

  body({ customer, orders }) {
    const open = orders.items.filter(isOpenOrder);
    const late = open.filter(row => row.commitDate < today(session.zone(row.site)));
    const least = orders.next ? ' and more' : '';
    return html`
      <header class="order-head">
        <div class="grow">
          <div class="row wrap">
            <h2>${customer.name}</h2>
            <span class="st box">class ${customer.customerClass}</span>
            ${late.length ? html`<span class="st bad">${icon('clock', 's')}${count(late.length)} ${late.length === 1 ? 'order' : 'orders'} past the promise</span>` : ''}
          </div>
          ${facts([
            ['Number', customer.customer],
            ['Open orders', `${count(open.length)}${least}`],
            ['Open value', `${money(sum(open.map(row => row.openValue)), session.currency, { cents: 'never' })}${least}`],
            ['Short', open.some(row => !isZero(row.backordered)) ? `${count(open.filter(row => !isZero(row.backordered)).length)} orders` : 'nothing'],
          ])}
        </div>
        <div class="row wrap acts">
          <a class="btn big" href=${href('/orders', { customer: customer.customer })}>${icon('order')}All orders</a>
          <a class="btn big" href=${href('/invoices', { customer: customer.customer })}>${icon('bill')}Invoices</a>
          ${actionButtons([{ id: 'invoice', name: 'Invoice what was shipped', mark: 'plus', quiet: true, blocked: blockedBy('invoices:make', 'make invoices'), run: () => invoiceShipments(customer) }])}
        </div>
      </header>
      <section class="card wide" aria-label="Latest orders" tabindex="0">
        <header><h2>Latest orders</h2></header>
        ${
          orders.items.length
            ? html`<table>
                <thead>
                  <tr>
                    <th>Order</th>
                    <th>State</th>
                    <th>Site</th>
                    <th>Placed</th>
                    <th>Promised</th>
                    <th class="r">Open</th>
                    <th class="r">Value</th>
                  </tr>
                </thead>
                <tbody>
                  ${orders.items.map(
                    row =>
                      html`<tr>
                        <td class="strong nowrap"><a href=${href(`/orders/${encodeURIComponent(row.order)}`)}>${row.order}</a></td>
                        <td class="nowrap">${late.includes(row) ? html`<span class="st warn">${icon('clock', 's')}${stateName(row.state)}, late</span>` : html`<span class="soft">${stateName(row.state)}</span>`}</td>
                        <td class="nowrap">${session.siteName(row.site)}</td>
                        <td class="nowrap t">${moment(row.placedAt, session.zone(row.site))}</td>
                        <td class="nowrap t">${date(row.commitDate)}</td>
                        <td class="r">${money(row.openValue, session.currency, { cents: 'never' })}</td>
                        <td class="r">${money(row.total, session.currency, { cents: 'never' })}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>`
            : html`<p class="pad muted">No orders ${session.site ? `at ${session.siteName(session.site)}` : ''} yet.</p>`
        }
      </section>
    `;
  }
}

customElements.define('sp-customer', Customer);
