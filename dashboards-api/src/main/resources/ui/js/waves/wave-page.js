import { html } from 'lit';
import { get } from '../api.js';
import { count, date, decimal, isZero, moment, words } from '../format.js';
import { href } from '../router.js';
import { session } from '../session.js';
import { actionButtons, blockedBy } from '../parts/actions.js';
import { DocumentPage } from '../parts/document-page.js';
import { facts } from '../parts/facts.js';
import { icon } from '../parts/icon.js';
import { cancelWave, closeWave, confirmStop } from './wave-dialogs.js';

/** One wave: the walk stop by stop, what each order gets, and the shipments it made. */
class Wave extends DocumentPage {
  get id() {
    return this.params.wave;
  }

  get parent() {
    return { path: '/waves', name: 'Waves' };
  }

  read(signal) {
    return get(`/waves/${encodeURIComponent(this.id)}`, {}, { signal });
  }

  get actions() {
    const wave = this.document.value;
    if (!wave || wave.state !== 'OPEN') return [];
    const next = wave.stops.find(stop => !stop.takenAt);
    const mayPlan = blockedBy('shipping:plan-waves', 'plan waves');
    const actions = [];
    if (next)
      actions.push({ id: 'approve', name: `Confirm stop ${next.stopNo}`, mark: 'check', key: 'y', blocked: blockedBy('shipping:pick', 'pick'), run: () => confirmStop(wave, next) });
    if (wave.stops.some(stop => stop.takenAt))
      actions.push({ id: 'close', name: 'Close', mark: 'box', quiet: true, blocked: mayPlan, run: () => closeWave(wave) });
    else actions.push({ id: 'cancel', name: 'Cancel', mark: 'cross', quiet: true, blocked: mayPlan, run: () => cancelWave(wave) });
    return actions;
  }

  body(wave) {
    const zone = session.zone(wave.site);
    const done = wave.stops.filter(stop => stop.takenAt).length;
    return html`
      <header class="order-head">
        <div class="grow">
          <div class="row wrap">
            <h2>${wave.wave}</h2>
            <span class="st box">${words(wave.state)}</span>
          </div>
          ${facts([
            ['Site', session.siteName(wave.site)],
            ['Created', html`${this.nameOf(wave.createdBy)}, ${moment(wave.createdAt, zone)}`],
            ['Confirmed', `${count(done)} of ${count(wave.stops.length)} stops`],
            ['Ended', wave.closedAt ? html`${this.nameOf(wave.closedBy)}, ${moment(wave.closedAt, zone)}` : ''],
          ])}
        </div>
        ${actionButtons(this.actions)}
      </header>
      <section class="card wide" aria-label="Stops" tabindex="0">
        <header><h2>The walk</h2></header>
        <table>
          <thead>
            <tr>
              <th class="r">Stop</th>
              <th>Bin</th>
              <th>Item</th>
              <th>Lot</th>
              <th class="r">To take</th>
              <th class="r">Taken</th>
              <th>For</th>
              <th><span class="sr">Action</span></th>
            </tr>
          </thead>
          <tbody>
            ${wave.stops.map(stop => this.#stop(wave, stop))}
          </tbody>
        </table>
      </section>
      <section class="card wide" aria-label="Orders" tabindex="0">
        <header><h2>Orders</h2></header>
        <table>
          <thead>
            <tr>
              <th>Order</th>
              <th>Customer</th>
              <th>Due</th>
              <th>Shipment</th>
            </tr>
          </thead>
          <tbody>
            ${wave.orders.map(
              order =>
                html`<tr>
                  <td class="strong nowrap"><a href=${href(`/orders/${encodeURIComponent(order.order)}`)}>${order.order}</a></td>
                  <td class="trunc">${order.customerName}</td>
                  <td class="nowrap">${date(order.dueDate)}</td>
                  <td class="nowrap">${order.shipment ?? html`<span class="muted">${order.open ? 'not yet' : 'left out'}</span>`}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </section>
    `;
  }

  #stop(wave, stop) {
    const open = stop.shares.every(share => wave.orders.some(order => order.order === share.order && order.open));
    const back = stop.shares.filter(share => !isZero(share.putBack));
    return html`<tr class="line">
      <td class="r muted">${stop.stopNo}</td>
      <td class="strong nowrap">${stop.bin}</td>
      <td class="trunc"><a class="strong" href=${href(`/items/${encodeURIComponent(stop.item)}`)}>${stop.item}</a> ${stop.name}</td>
      <td class="nowrap">${stop.lot ?? ''} ${stop.expiry ? html`<span class="muted">${date(stop.expiry)}</span>` : ''}</td>
      <td class="r nowrap">${decimal(stop.takenAt ? stop.planned : stop.required)} ${stop.unit}</td>
      <td class="r">${stop.takenAt ? html`${icon('check', 's')} ${decimal(stop.taken)}` : html`<span class="muted">not yet</span>`}</td>
      <td>
        ${stop.shares.map(share => html`<div class="nowrap">${share.order} <span class="num">${decimal(share.taken ?? share.required)}</span> <span class="soft">${share.shortReason ?? ''}</span></div>`)}
        ${back.map(share => html`<div class="st warn">${icon('undo', 's')}put ${decimal(share.putBack)} of ${share.order} back</div>`)}
      </td>
      <td class="r">
        ${
          wave.state === 'OPEN' && open && session.can('shipping:pick')
            ? html`<button class="btn ${stop.takenAt ? 'quiet' : ''}" type="button" data-act="confirm-${stop.stopNo}" @click=${() => confirmStop(wave, stop)}>
                ${stop.takenAt ? 'Change' : 'Confirm'}
              </button>`
            : ''
        }
      </td>
    </tr>`;
  }
}

customElements.define('sp-wave', Wave);
