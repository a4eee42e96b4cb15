import { html } from 'lit';
import { get } from '../api.js';
import { count, countdown, date, decimal, isZero, money, times, today } from '../format.js';
import { href } from '../router.js';
import { session } from '../session.js';
import { actionButtons } from '../parts/actions.js';
import { DocumentPage } from '../parts/document-page.js';
import { icon } from '../parts/icon.js';
import { Loaded } from '../parts/loaded.js';
import { shares } from '../parts/shares.js';
import '../chains/chain.js';
import { dueAt, isOpen, normalRow, urgency } from '../queue/queue-model.js';
import { severityMark } from '../parts/severity.js';
import { actionsOf, isPastCommit, openOf, stateName, stepsOf, valueOf } from './order-model.js';
import { eventTable } from './event-table.js';
import { openAction } from './order-dialogs.js';
import { orderChain } from './order-chain.js';

/** One order: its steps with times and people, its lines with what covers them, its events, what is open about it, its chain. */
class Order extends DocumentPage {
  constructor() {
    super();
    this.risks = new Loaded(this, async signal => {
      const lists = await Promise.all(
        ['order-past-commit', 'at-risk-order'].map(type => get('/exceptions', { tab: 'all', type, limit: 200 }, { signal })),
      );
      return lists.flatMap(list => list.items.map(normalRow)).filter(row => row.subject === this.id && isOpen(row));
    });
  }

  get id() {
    return this.params.order;
  }

  get type() {
    return 'order';
  }

  get parent() {
    return { path: '/orders', name: 'Orders' };
  }

  async read(signal) {
    const path = `/orders/${encodeURIComponent(this.id)}`;
    const [order, history] = await Promise.all([get(path, {}, { signal }), get(`${path}/chain`, {}, { signal })]);
    return { order, history };
  }

  load() {
    super.load();
    this.risks.load();
  }

  scopeChanged() {
    this.risks.forget();
    super.scopeChanged();
  }

  body({ order, history: { documents, events: all } }) {
    const events = all.map(event => ({ ...event, actorName: this.nameOf(event.actor) }));
    const zone = session.zone(order.site);
    const shipments = documents.filter(each => each.kind === 'shipment');
    const risk = this.#risk();
    return html`
      ${this.#head(order, shipments)}
      <section class="card" aria-label="Steps">${orderChain(stepsOf(order, { events }), order.site)}</section>
      <div class=${risk ? 'ordgrid' : 'stack'}>
        <div class="stack">
          ${this.#lines(order)}
          <section class="card wide" aria-label="Events" tabindex="0">
            <header>
              <h2>Events</h2>
              <span class="muted">${count(events.length)}, newest first, ${zone}</span><span class="grow"></span><sp-as-of></sp-as-of>
            </header>
            ${eventTable([...events].reverse(), zone)}
          </section>
        </div>
        ${risk}
      </div>
    `;
  }

  #head(order, shipments) {
    const now = today(session.zone(order.site));
    const late = order.lines.filter(line => isPastCommit(line, now));
    const short = order.lines.filter(line => !isZero(line.backordered ?? '0'));
    const actions = actionsOf(order, shipments, permission => session.can(permission));
    return html`<header class="order-head">
      <div class="grow">
        <div class="row wrap">
          <h2>${order.order}</h2>
          <span class="st box">${stateName(order.state)}</span>
          ${late.length ? html`<span class="st bad">${icon('alert', 's')}${count(late.length)} ${late.length === 1 ? 'line' : 'lines'} past the promise</span>` : short.length ? html`<span class="st warn">${icon('alert', 's')}${count(short.length)} ${short.length === 1 ? 'line' : 'lines'} short</span>` : ''}
        </div>
        <dl class="facts">
          <div>
            <dt>Customer</dt>
            <dd><a href=${href(`/customers/${encodeURIComponent(order.customer)}`)}>${order.customerName ?? order.customer}</a>${order.customerClass ? `, class ${order.customerClass}` : ''}</dd>
          </div>
          <div>
            <dt>Ordered</dt>
            <dd>${money(valueOf(order), session.currency)}, ${count(order.lines.length)} ${order.lines.length === 1 ? 'line' : 'lines'}</dd>
          </div>
          ${
            order.requestedDate
              ? html`<div>
                  <dt>Requested</dt>
                  <dd>${date(order.requestedDate)}</dd>
                </div>`
              : ''
          }
          ${
            promised(order)
              ? html`<div>
                  <dt>Promised, frozen</dt>
                  <dd>${promised(order)}</dd>
                </div>`
              : ''
          }
          <div>
            <dt>Ships from</dt>
            <dd>${session.siteName(order.site)}</dd>
          </div>
          ${
            order.channel
              ? html`<div>
                  <dt>Channel</dt>
                  <dd>${order.channel}${order.shippingMode ? `, ${order.shippingMode.toLowerCase().replaceAll('_', ' ')}` : ''}</dd>
                </div>`
              : ''
          }
          ${
            order.customerReference
              ? html`<div>
                  <dt>Their reference</dt>
                  <dd>${order.customerReference}</dd>
                </div>`
              : ''
          }
        </dl>
      </div>
      ${actionButtons(actions.map(action => ({ ...action, run: () => openAction(action, order) })))}
    </header>`;
  }

  #lines(order) {
    const now = today(session.zone(order.site));
    return html`<section class="card wide" aria-label="Lines" tabindex="0">
      <header>
        <h2>Lines and what covers them</h2>
        <span class="grow"></span> <span class="lg"><i class="shipped"></i>shipped</span
        ><span class="lg"><i class="covered"></i>reserved</span><span class="lg"><i class="short"></i>short</span>
      </header>
      <table>
        <thead>
          <tr>
            <th class="r">#</th>
            <th>Item</th>
            <th class="r">Ordered</th>
            <th>Promise</th>
            <th>Cover</th>
            <th>Where it stands</th>
            <th class="r">Value</th>
          </tr>
        </thead>
        <tbody>
          ${order.lines.map(line => {
            const past = isPastCommit(line, now);
            return html`<tr class="line">
              <td class="r muted">${line.lineNo}</td>
              <td>
                <a class="strong nowrap" href=${href(`/items/${encodeURIComponent(line.item)}`)}>${line.item}</a>
                <span class="soft">${line.name ?? ''}</span>
              </td>
              <td class="r">${decimal(line.quantity)}</td>
              <td class="nowrap t ${past ? 'bad' : ''}">
                ${past ? icon('alert', 's') : ''} ${line.commitDate ? date(line.commitDate) : ''}
              </td>
              <td>${cover(line)}</td>
              <td class="small ${isZero(line.backordered ?? '0') ? 'soft' : 'bad'}">${coverText(line)}</td>
              <td class="r">${money(times(line.unitPrice, line.quantity), session.currency)}</td>
            </tr>`;
          })}
          <tr class="sum">
            <td></td>
            <td colspan="5">${count(order.lines.length)} ${order.lines.length === 1 ? 'line' : 'lines'}</td>
            <td class="r">${money(valueOf(order), session.currency)}</td>
          </tr>
        </tbody>
      </table>
    </section>`;
  }

  #risk() {
    const rows = this.risks.value ?? [];
    if (!rows.length) return '';
    return html`<aside class="card" aria-label="Open exceptions">
      <header><h2>Open exceptions</h2></header>
      <div class="pad stack">
        ${rows.map(
          row =>
            html`<div class="stack tight">
              <div class="row">
                ${severityMark(row.severity)}<a class="strong" href=${href('/queue', { tab: 'all', id: row.exception })}
                  >${row.typeTitle}</a
                >
              </div>
              <div class="row pair-of-figures">
                <div>
                  <div class="cap">At risk</div>
                  <div class="mid-figure num">${money(row.valueAtRisk, session.currency, { cents: 'never' })}</div>
                </div>
                ${
                  dueAt(row)
                    ? html`<div>
                        <div class="cap">Due</div>
                        <div class="mid-figure num ${urgency(row)}">${countdown(dueAt(row))}</div>
                      </div>`
                    : ''
                }
              </div>
              <p class="soft">${row.heading}</p>
            </div>`,
        )}
      </div>
    </aside>`;
  }
}

function promised(order) {
  const dates = [...new Set(order.lines.map(line => line.commitDate).filter(Boolean))].sort();
  if (!dates.length) return '';
  return dates.length === 1 ? date(dates[0]) : `${date(dates[0])} to ${date(dates.at(-1))}`;
}

/** Shares of the ordered quantity: shipped, reserved, short. */
const cover = line =>
  shares(line.quantity, [
    ['shipped', line.shipped],
    ['covered', line.reserved],
    ['short', line.backordered],
  ]);

function coverText(line) {
  const parts = [
    ['shipped', 'shipped'],
    ['picked', 'picked'],
    ['reserved', 'reserved'],
    ['backordered', 'short'],
    ['cancelled', 'cancelled'],
  ]
    .filter(([key]) => line[key] && !isZero(line[key]))
    .map(([key, word]) => `${decimal(line[key])} ${word}`);
  if (parts.length) return parts.join(', ');
  return isZero(openOf(line)) ? '' : `${decimal(openOf(line))} open`;
}

customElements.define('sp-order', Order);
