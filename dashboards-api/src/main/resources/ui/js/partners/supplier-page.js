import { html } from 'lit';
import { get } from '../api.js';
import { count, date, decimal, isNegative, isZero, money, moment } from '../format.js';
import { href } from '../router.js';
import { session } from '../session.js';
import { DocumentPage } from '../parts/document-page.js';
import { facts } from '../parts/facts.js';
import { icon } from '../parts/icon.js';
import { stateName } from '../purchasing/purchase-model.js';

/** One supplier: its terms, how long it promises and how long it takes, and its orders. */
class Supplier extends DocumentPage {
  get id() {
    return this.params.supplier;
  }

  get parent() {
    return { path: '/purchasing', name: 'Purchasing' };
  }

  async read(signal) {
    const path = `/suppliers/${encodeURIComponent(this.id)}`;
    const [supplier, leadTimes, orders] = await Promise.all([
      get(path, {}, { signal }),
      get(`${path}/lead-times`, {}, { signal }),
      get('/purchase-orders', { supplier: this.id, site: session.site, limit: 20 }, { signal }),
    ]);
    return { supplier, leadTimes, orders };
  }

  body({ supplier, leadTimes, orders }) {
    return html`
      <header class="order-head">
        <div class="grow">
          <div class="row wrap">
            <h2>${supplier.name}</h2>
            <span class="st ${supplier.risk === 'HIGH' ? 'warn' : 'box'}">${supplier.risk === 'HIGH' ? icon('alert', 's') : ''}risk ${supplier.risk.toLowerCase()}</span>
          </div>
          ${facts([
            ['Number', supplier.supplier],
            ['Promises', `${count(supplier.leadTimeDays)} days`],
            ['Tolerance over', `${decimal(supplier.overTolerancePercent)}%`],
            ['Tolerance under', `${decimal(supplier.underTolerancePercent)}%`],
            ['Contract prices', count(supplier.items.length)],
          ])}
        </div>
        <div class="row wrap acts"><a class="btn big" href=${href('/purchasing', { supplier: supplier.supplier })}>${icon('cart')}All orders</a></div>
      </header>
      <section class="card wide" aria-label="Lead times" tabindex="0">
        <header>
          <h2>Lead time, promised and actual</h2>
          <span class="muted">lines completed in the last 180 days, from release to the dock</span>
        </header>
        ${
          leadTimes.length
            ? html`<table>
                <thead>
                  <tr>
                    <th>Item</th>
                    <th class="r">Lines</th>
                    <th class="r">Promised, days</th>
                    <th class="r">Actual, days</th>
                    <th class="r">Deviation</th>
                    <th class="r">Against the confirmed day</th>
                  </tr>
                </thead>
                <tbody>
                  ${leadTimes.map(
                    row =>
                      html`<tr>
                        <td class="strong"><a href=${href(`/items/${encodeURIComponent(row.item)}`)}>${row.item}</a></td>
                        <td class="r">${count(row.lines)}</td>
                        <td class="r">${decimal(row.promisedDays, 1, 1)}</td>
                        <td class="r"><b>${decimal(row.actualDays, 1, 1)}</b></td>
                        <td class="r">${row.standardDeviationDays === null || row.standardDeviationDays === undefined ? html`<span class="muted">one line only</span>` : `±${decimal(row.standardDeviationDays, 1, 1)}`}</td>
                        <td class="r">${late(row.lateDays)}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>`
            : html`<p class="pad muted">No line of an order was completed in that time: no value, not zero days.</p>`
        }
      </section>
      <div class="halves">
        <section class="card wide" aria-label="Contract prices" tabindex="0">
          <header><h2>Contract prices</h2></header>
          ${
            supplier.items.length
              ? html`<table>
                  <tbody>
                    ${supplier.items.map(
                      row =>
                        html`<tr>
                          <td class="strong"><a href=${href(`/items/${encodeURIComponent(row.item)}`)}>${row.item}</a></td>
                          <td class="nowrap t">from ${date(row.validFrom)}</td>
                          <td class="soft">${row.leadTimeDays === null || row.leadTimeDays === undefined ? '' : `${row.leadTimeDays} days`}</td>
                          <td class="r"><b>${money(row.unitPrice, session.currency)}</b></td>
                        </tr>`,
                    )}
                  </tbody>
                </table>`
              : html`<p class="pad muted">No contract prices: nothing counts as above contract.</p>`
          }
        </section>
        <section class="card wide" aria-label="Latest orders" tabindex="0">
          <header><h2>Latest orders</h2></header>
          ${
            orders.items.length
              ? html`<table>
                  <tbody>
                    ${orders.items.map(
                      row =>
                        html`<tr>
                          <td class="strong nowrap"><a href=${href(`/purchasing/${encodeURIComponent(row.order)}`)}>${row.order}</a></td>
                          <td class="soft">${stateName(row.state)}</td>
                          <td class="nowrap t">${moment(row.raisedAt, session.zone(row.site))}</td>
                          <td class="r">${money(row.amount, session.currency)}</td>
                        </tr>`,
                    )}
                  </tbody>
                </table>`
              : html`<p class="pad muted">Nothing was ordered here yet.</p>`
          }
        </section>
      </div>
    `;
  }
}

function late(days) {
  if (days === null || days === undefined) return html`<span class="muted">nothing confirmed</span>`;
  if (isZero(days)) return 'on the day';
  return isNegative(days)
    ? `${decimal(days.slice(1), 1, 1)} days early`
    : html`<span class="warn">${icon('clock', 's')} ${decimal(days, 1, 1)} days late</span>`;
}

customElements.define('sp-supplier', Supplier);
