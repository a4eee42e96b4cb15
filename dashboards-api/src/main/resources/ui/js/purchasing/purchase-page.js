import { html } from 'lit';
import { get } from '../api.js';
import { count, date, decimal, isZero, money, moment, sum, times, today, words } from '../format.js';
import { href, navigate } from '../router.js';
import { session } from '../session.js';
import { actionButtons, blockedBy, blockedNotes } from '../parts/actions.js';
import { anyOf, avatar } from '../parts/avatar.js';
import { DocumentPage } from '../parts/document-page.js';
import { facts } from '../parts/facts.js';
import { icon } from '../parts/icon.js';
import { shares } from '../parts/shares.js';
import '../chains/chain.js';
import * as dialogs from './purchase-dialogs.js';
import { discrepancyName, expectedOf, isLate, isOpen, isSent, missing, openOf, stateName } from './purchase-model.js';

/** One purchase order: who wrote and approved it, what the supplier confirmed and announced, what came and how it differs. */
class Purchase extends DocumentPage {
  get id() {
    return this.params.purchase;
  }

  get type() {
    return 'purchase-order';
  }

  get parent() {
    return { path: '/purchasing', name: 'Purchasing' };
  }

  read(signal) {
    return get(`/purchase-orders/${encodeURIComponent(this.id)}/chain`, {}, { signal });
  }

  get actions() {
    const value = this.document.value;
    if (!value) return [];
    const { order, approval, acknowledgements } = value;
    const write = blockedBy('purchase:raise', 'order from suppliers');
    const waiting = acknowledgements.findLast(each => each.state === 'WAITING');
    const actions = [];
    if (order.state === 'DRAFT')
      actions.push({ id: 'submit', name: 'Send for approval', mark: 'check', blocked: write, run: () => dialogs.submit(order) });
    if (order.state === 'PENDING_APPROVAL') {
      const blocked = approval?.blocked
        ? `${approval.blocked}. ${approval.whoCan.length ? `${anyOf(approval.whoCan)} can approve.` : 'Nobody else holds the right to approve yet.'}`
        : null;
      actions.push({ id: 'approve', name: 'Approve', mark: 'check', key: 'y', say: true, blocked, run: () => dialogs.approve(order) });
      actions.push({
        id: 'reject',
        name: 'Reject',
        mark: 'cross',
        key: 'n',
        quiet: true,
        blocked: blockedBy('purchase:approve', 'approve purchase orders'),
        run: () => dialogs.reject(order),
      });
    }
    if (waiting)
      actions.push({ id: 'decide', name: 'Decide on confirmation', mark: 'check', blocked: write, run: () => dialogs.decide(order, waiting) });
    if (isSent(order)) {
      actions.push({
        id: 'receive',
        name: 'Receive',
        mark: 'dock',
        blocked: blockedBy('inventory:receive', 'receive goods'),
        run: () => navigate(href(`/receiving/${encodeURIComponent(order.order)}`)),
      });
      actions.push({ id: 'acknowledge', name: 'Record confirmation', mark: 'check', quiet: true, blocked: write, run: () => dialogs.acknowledge(order) });
      actions.push({ id: 'advise', name: 'Record notice', mark: 'truck', quiet: true, blocked: write, run: () => dialogs.advise(order) });
    }
    if (isOpen(order)) {
      actions.push({ id: 'change', name: 'Change a line', mark: 'adjust', quiet: true, blocked: write, run: () => dialogs.change(order) });
      actions.push({ id: 'cancel', name: 'Cancel', mark: 'cross', quiet: true, blocked: write, run: () => dialogs.cancel(order) });
    }
    return actions;
  }

  body({ order, revisions, acknowledgements, asns, receipts }) {
    const zone = session.zone(order.site);
    const late = order.lines.filter(line => isSent(order) && isLate(line, today(zone)));
    return html`
      <header class="order-head">
        <div class="grow">
          <div class="row wrap">
            <h2>${order.order}</h2>
            <span class="st ${order.state === 'PENDING_APPROVAL' ? 'warn' : 'box'}">${stateName(order.state)}</span>
            ${order.expedite ? html`<span class="st bad">${icon('alert', 's')}Emergency: ${order.expediteReason}</span>` : ''}
            ${late.length ? html`<span class="st bad">${icon('clock', 's')}${count(late.length)} ${late.length === 1 ? 'line' : 'lines'} overdue</span>` : ''}
          </div>
          ${facts([
            ['Supplier', html`<a href=${href(`/suppliers/${encodeURIComponent(order.supplier)}`)}>${order.supplierName}</a>, risk ${order.risk.toLowerCase()}`],
            ['Amount', money(order.amount, order.currency)],
            ['Above contract', isZero(order.premium) ? '' : html`<span class="warn">${money(order.premium, order.currency)}</span>`],
            ['Deliver to', session.siteName(order.site)],
            ['Raised', html`${this.nameOf(order.raisedBy)}, ${moment(order.raisedAt, zone)}`],
            [
              'Approvals',
              order.approvalsNeeded ? `${order.approvedBy.length} of ${order.approvalsNeeded}${missing(order) ? '' : ', complete'}` : order.state === 'DRAFT' ? '' : 'none needed',
            ],
          ])}
        </div>
        ${actionButtons(this.actions)}
      </header>
      ${blockedNotes(this.actions)} ${this.#lines(order)}
      <div class="halves">
        ${this.#supply(acknowledgements, asns, zone)} ${this.#history(revisions, zone)}
      </div>
      ${this.#receipts(receipts, zone)}
    `;
  }

  #lines(order) {
    const now = today(session.zone(order.site));
    return html`<section class="card wide" aria-label="Lines" tabindex="0">
      <header>
        <h2>Lines</h2>
        <span class="grow"></span><span class="lg"><i class="shipped"></i>received</span><span class="lg"><i class="covered"></i>confirmed</span
        ><span class="lg"><i class="short"></i>damaged</span>
      </header>
      <table>
        <thead>
          <tr>
            <th class="r">#</th>
            <th>Item</th>
            <th class="r">Ordered</th>
            <th class="r">Price</th>
            <th class="r">Contract</th>
            <th>Expected</th>
            <th>Arrived</th>
            <th>Where it stands</th>
            <th class="r">Value</th>
          </tr>
        </thead>
        <tbody>
          ${order.lines.map(line => {
            const late = isSent(order) && isLate(line, now);
            return html`<tr class="line">
              <td class="r muted">${line.lineNo}</td>
              <td><a class="strong nowrap" href=${href(`/items/${encodeURIComponent(line.item)}`)}>${line.item}</a> <span class="soft">${line.itemName}</span></td>
              <td class="r nowrap">${decimal(line.quantity)} ${line.unit}</td>
              <td class="r ${isZero(line.premium) ? '' : 'warn'}">${money(line.unitPrice, order.currency)}</td>
              <td class="r muted">${line.contractPrice ? money(line.contractPrice, order.currency) : 'none'}</td>
              <td class="nowrap t ${late ? 'bad' : ''}">
                ${late ? icon('clock', 's') : ''} ${date(expectedOf(line))}
                <span class="muted">${line.acknowledgedDate ? 'confirmed' : 'asked for'}</span>
              </td>
              <td>${arrived(line)}</td>
              <td class="small ${isZero(line.damaged) ? 'soft' : 'bad'}">${standing(line)}</td>
              <td class="r">${money(times(line.unitPrice, line.quantity), order.currency)}</td>
            </tr>`;
          })}
          <tr class="sum">
            <td></td>
            <td colspan="7">${count(order.lines.length)} ${order.lines.length === 1 ? 'line' : 'lines'}</td>
            <td class="r">${money(order.amount, order.currency)}</td>
          </tr>
        </tbody>
      </table>
    </section>`;
  }

  #supply(acknowledgements, asns, zone) {
    return html`<section class="card wide" aria-label="Confirmations and notices" tabindex="0">
      <header><h2>What the supplier said</h2></header>
      ${
        acknowledgements.length + asns.length
          ? html`<table class="two-line">
              <tbody>
                ${acknowledgements.map(
                  each =>
                    html`<tr>
                      <td>
                        <div class="a strong nowrap">${each.acknowledgement}</div>
                        <div class="b">${moment(each.recordedAt, zone)}, ${this.nameOf(each.recordedBy)}</div>
                      </td>
                      <td>
                        <span class="st ${each.state === 'WAITING' ? 'warn' : 'plain'}">${each.state === 'WAITING' ? 'waits for a decision' : words(each.state)}</span>
                      </td>
                      <td class="small">${each.lines.map(line => html`<div class=${line.changed ? 'warn' : 'soft'}>Line ${line.lineNo}: ${decimal(line.quantity)} on ${date(line.confirmedDate)}</div>`)}</td>
                    </tr>`,
                )}
                ${asns.map(
                  each =>
                    html`<tr>
                      <td>
                        <div class="a strong nowrap">${each.asn}</div>
                        <div class="b">${moment(each.recordedAt, zone)}, ${this.nameOf(each.recordedBy)}</div>
                      </td>
                      <td class="nowrap">${each.receipt ? html`<span class="soft">received with ${each.receipt}</span>` : html`expected ${date(each.expectedDate)}`}</td>
                      <td class="small">
                        ${each.lines.map(line => html`<div class="soft">${line.item}: ${decimal(line.quantity)}${line.lot ? `, lot ${line.lot}` : ''}</div>`)}
                        ${each.mismatches.map(mismatch => html`<div class="warn">${icon('alert', 's')} ${mismatch.detail}</div>`)}
                      </td>
                    </tr>`,
                )}
              </tbody>
            </table>`
          : html`<p class="pad muted">Nothing confirmed and nothing announced yet.</p>`
      }
    </section>`;
  }

  #history(revisions, zone) {
    return html`<section class="card wide" aria-label="Written and approved" tabindex="0">
      <header><h2>Written and approved</h2></header>
      <table>
        <tbody>
          ${revisions.map(
            each =>
              html`<tr>
                <td class="strong nowrap">${each.kind === 'APPROVED' ? icon('check', 's') : ''} ${words(each.kind)}</td>
                <td class="nowrap"><span class="row tight">${avatar(each.person, this.nameOf(each.person))}${this.nameOf(each.person)}</span></td>
                <td class="nowrap t">${moment(each.recordedAt, zone)}</td>
                <td class="soft">${each.why ?? ''}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
  }

  #receipts(receipts, zone) {
    if (!receipts.length) return '';
    return html`<section class="card wide" aria-label="Receipts" tabindex="0">
      <header>
        <h2>Receipts</h2>
        <span class="muted">${count(receipts.length)}</span>
      </header>
      <table class="two-line">
        <thead>
          <tr>
            <th>Receipt</th>
            <th>At the dock</th>
            <th>Put away</th>
            <th class="r">Taken in</th>
            <th>Into</th>
            <th>Discrepancies</th>
          </tr>
        </thead>
        <tbody>
          ${receipts.map(
            each =>
              html`<tr>
                <td>
                  <div class="a strong nowrap">${each.receipt}</div>
                  <div class="b">${each.asn ?? ''}</div>
                </td>
                <td class="nowrap t">${moment(each.dockArrivedAt, zone)}</td>
                <td>
                  <div class="a nowrap t">${moment(each.receivedAt, zone)}</div>
                  <div class="b">${this.nameOf(each.receivedBy)}</div>
                </td>
                <td class="r">${each.lines.length ? decimal(sum(each.lines.map(line => line.quantity))) : html`<span class="muted">nothing</span>`}</td>
                <td class="soft">${[...new Set(each.lines.map(line => line.bin))].join(', ')}</td>
                <td class="small">
                  ${
                    each.discrepancies.length
                      ? each.discrepancies.map(
                          one =>
                            html`<div class="bad">
                              ${icon('alert', 's')} ${discrepancyName(one.kind)} ${decimal(one.quantity)} of ${one.item}: ${one.reason}${one.photo ? ', with photo' : ''}
                            </div>`,
                        )
                      : html`<span class="muted">none</span>`
                  }
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
  }
}

const arrived = line =>
  shares(line.quantity, [
    ['shipped', line.received],
    ['covered', line.acknowledgedQuantity ? openOf(line) : '0'],
    ['short', line.damaged],
  ]);

function standing(line) {
  const parts = [
    ['received', 'received'],
    ['damaged', 'damaged'],
    ['cancelled', 'cancelled'],
  ]
    .filter(([key]) => line[key] && !isZero(line[key]))
    .map(([key, word]) => `${decimal(line[key])} ${word}`);
  if (!isZero(openOf(line))) parts.push(`${decimal(openOf(line))} to come`);
  return parts.join(', ');
}

customElements.define('sp-purchase', Purchase);
