import { html } from 'lit';
import { get } from '../api.js';
import { count, decimal, isZero, money, moment, sum, times, words } from '../format.js';
import { href } from '../router.js';
import { session } from '../session.js';
import { actionButtons, blockedBy, blockedNotes } from '../parts/actions.js';
import { DocumentPage } from '../parts/document-page.js';
import { facts } from '../parts/facts.js';
import { icon } from '../parts/icon.js';
import '../chains/chain.js';
import { creditReturn } from '../invoices/invoice-dialogs.js';
import * as dialogs from './return-dialogs.js';
import { outcomeName, reasonName, stateName, undecided } from './return-model.js';

/** One return: what was announced and why, what arrived, and what became of it by whose word. */
class Return extends DocumentPage {
  get id() {
    return this.params.back;
  }

  get type() {
    return 'return';
  }

  get parent() {
    return { path: '/returns', name: 'Returns' };
  }

  read(signal) {
    return get(`/returns/${encodeURIComponent(this.id)}`, {}, { signal });
  }

  get actions() {
    const back = this.document.value;
    if (!back) return [];
    const actions = [];
    if (back.state === 'OPEN') {
      actions.push({ id: 'receive', name: 'Receive', mark: 'dock', blocked: blockedBy('inventory:receive', 'receive goods'), run: () => dialogs.receive(back) });
      actions.push({ id: 'cancel', name: 'Call off', mark: 'cross', quiet: true, blocked: blockedBy('returns:open', 'open and call off returns'), run: () => dialogs.cancel(back) });
    }
    const waiting = back.dispositions.find(each => each.state === 'PROPOSED');
    if (waiting) {
      actions.push({ id: 'approve', name: { RESTOCK: 'Approve restocking', SCRAP: 'Approve scrapping', SUPPLIER: 'Approve sending back' }[waiting.outcome], mark: 'check', key: 'y', say: true, blocked: this.#notMine(back, waiting), run: () => dialogs.approve(back, waiting) });
      actions.push({ id: 'reject', name: 'Reject', mark: 'cross', key: 'n', quiet: true, blocked: blockedBy('returns:dispose', 'dispose of returns'), run: () => dialogs.reject(back, waiting) });
    }
    if (back.state === 'RECEIVED' && back.lines.some(line => !isZero(undecided(line))))
      actions.push({ id: 'dispose', name: 'Decide what becomes of it', mark: 'check', quiet: Boolean(waiting), blocked: blockedBy('returns:dispose', 'dispose of returns'), run: () => dialogs.dispose(back) });
    if (back.receivedAt && !this.#credited(back))
      actions.push({ id: 'credit', name: 'Credit', mark: 'bill', quiet: true, blocked: back.receivedBy === session.person ? 'You received these goods; another accountant can credit them.' : blockedBy('invoices:make', 'credit returns'), run: () => creditReturn(back) });
    return actions;
  }

  #credited(back) {
    return (this.chain.value?.links ?? []).some(link => link.toType === 'credit-note' && link.from === back.returnId);
  }

  #notMine(back, disposition) {
    if (disposition.proposedBy === session.person) return 'You proposed this disposition; another inventory controller can approve it.';
    if (back.receivedBy === session.person) return 'You received these goods; another inventory controller can approve.';
    return blockedBy('returns:approve-disposition', 'approve dispositions');
  }

  body(back) {
    const zone = session.zone(back.site);
    return html`
      <header class="order-head">
        <div class="grow">
          <div class="row wrap">
            <h2>${back.returnId}</h2>
            <span class="st box">${stateName(back.state)}</span>
            ${back.dispositions.some(each => each.state === 'PROPOSED') ? html`<span class="st warn">${icon('clock', 's')}a disposition waits for approval</span>` : ''}
          </div>
          ${facts([
            ['Customer', html`<a href=${href(`/customers/${encodeURIComponent(back.customer)}`)}>${back.customer}</a>`],
            ['Shipment', html`${back.shipment} of <a href=${href(`/orders/${encodeURIComponent(back.order)}`)}>${back.order}</a>`],
            ['Value', money(sum(back.lines.map(line => times(line.unitPrice, line.received ?? line.quantity))), back.currency)],
            ['Announced', html`${this.nameOf(back.openedBy)}, ${moment(back.openedAt, zone)}`],
            ['Arrived', back.receivedAt ? html`${this.nameOf(back.receivedBy)}, ${moment(back.receivedAt, zone)}` : 'not yet'],
            ['Inspection bin', back.bin ?? ''],
            ['Called off', back.why ?? ''],
          ])}
        </div>
        ${actionButtons(this.actions)}
      </header>
      ${blockedNotes(this.actions)}
      <section class="card wide" aria-label="Lines" tabindex="0">
        <header><h2>Lines</h2></header>
        <table>
          <thead>
            <tr>
              <th class="r">#</th>
              <th>Item</th>
              <th>Reason</th>
              <th class="r">Announced</th>
              <th class="r">Arrived</th>
              <th class="r">Undecided</th>
              <th class="r">Price</th>
              <th class="r">Value</th>
            </tr>
          </thead>
          <tbody>
            ${back.lines.map(
              line =>
                html`<tr class="line">
                  <td class="r muted">${line.lineNo}</td>
                  <td>
                    <a class="strong" href=${href(`/items/${encodeURIComponent(line.item)}`)}>${line.item}</a>
                    ${line.lot ? html`<span class="soft">lot ${line.lot}</span>` : ''}
                  </td>
                  <td>${reasonName(line.reason)} <span class="soft">${line.note ?? ''}</span></td>
                  <td class="r nowrap">${decimal(line.quantity)} ${line.unit}</td>
                  <td class="r">${line.received === null || line.received === undefined ? html`<span class="muted">not yet</span>` : decimal(line.received)}</td>
                  <td class="r ${isZero(undecided(line)) ? 'muted' : 'warn'}">${decimal(undecided(line))}</td>
                  <td class="r">${money(line.unitPrice, back.currency)}</td>
                  <td class="r">${money(times(line.unitPrice, line.received ?? line.quantity), back.currency)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </section>
      ${back.dispositions.length ? this.#dispositions(back, zone) : ''}
    `;
  }

  #dispositions(back, zone) {
    return html`<section class="card wide" aria-label="Dispositions" tabindex="0">
      <header>
        <h2>What became of it</h2>
        <span class="muted">${count(back.dispositions.length)}</span>
      </header>
      <table class="two-line">
        <thead>
          <tr>
            <th>Outcome</th>
            <th class="r">Line</th>
            <th class="r">Quantity</th>
            <th class="r">At cost</th>
            <th>Proposed</th>
            <th>Decided</th>
            <th>State</th>
          </tr>
        </thead>
        <tbody>
          ${back.dispositions.map(
            each =>
              html`<tr>
                <td>
                  <div class="a strong">${outcomeName(each.outcome)} ${each.toBin ? html`<span class="soft">into ${each.toBin}</span>` : ''}</div>
                  <div class="b">${each.note ?? ''}</div>
                </td>
                <td class="r muted">${each.lineNo}</td>
                <td class="r">${decimal(each.quantity)}</td>
                <td class="r">${money(each.value, back.currency)}</td>
                <td>
                  <div class="a">${this.nameOf(each.proposedBy)}</div>
                  <div class="b t">${moment(each.proposedAt, zone)}</div>
                </td>
                <td>
                  ${
                    each.decidedBy
                      ? html`<div class="a">${this.nameOf(each.decidedBy)}</div>
                          <div class="b t">${moment(each.decidedAt, zone)} ${each.decisionNote ?? ''}</div>`
                      : html`<span class="muted">${each.needsApproval ? 'needs another person' : 'within tolerance'}</span>`
                  }
                </td>
                <td>${each.state === 'PROPOSED' ? html`<span class="st warn">${icon('clock', 's')}waits</span>` : words(each.state)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
  }
}

customElements.define('sp-return', Return);
