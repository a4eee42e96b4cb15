import { html } from 'lit';
import { get } from '../api.js';
import { count, date, decimal, isZero, money, moment, words } from '../format.js';
import { href } from '../router.js';
import { session } from '../session.js';
import { actionButtons, blockedBy, blockedNotes } from '../parts/actions.js';
import { DocumentPage } from '../parts/document-page.js';
import { facts } from '../parts/facts.js';
import { icon } from '../parts/icon.js';
import { shares } from '../parts/shares.js';
import '../chains/chain.js';
import * as dialogs from './transfer-dialogs.js';
import { DIFFERENCES, stateName } from './transfer-model.js';

/** One transfer: what left, what arrived, what is still between the sites and what of it was given up. */
class Transfer extends DocumentPage {
  get id() {
    return this.params.transfer;
  }

  get type() {
    return 'transfer';
  }

  get parent() {
    return { path: '/transfers', name: 'Transfers' };
  }

  async read(signal) {
    const [transfer, writeOffs] = await Promise.all([
      get(`/transfers/${encodeURIComponent(this.id)}`, {}, { signal }),
      get('/transfer-write-offs', { transfer: this.id, limit: 100 }, { signal }),
    ]);
    return { ...transfer, writeOffs: writeOffs.items };
  }

  get actions() {
    const transfer = this.document.value;
    if (!transfer) return [];
    const actions = [];
    const waiting = transfer.writeOffs.find(each => each.state === 'PROPOSED');
    const touched = [transfer.sentBy, ...transfer.arrivals.map(each => each.receivedBy)];
    if (transfer.state === 'CREATED') {
      const blocked = blockedBy('transfers:send', 'move goods between sites');
      actions.push({ id: 'send', name: 'Send', mark: 'truck', blocked, run: () => dialogs.send(transfer) });
      actions.push({ id: 'cancel', name: 'Call off', mark: 'cross', quiet: true, blocked, run: () => dialogs.cancel(transfer) });
    }
    if (waiting) {
      const blocked =
        waiting.proposedBy === session.person
          ? 'You proposed this write-off; another inventory controller can approve it.'
          : touched.includes(session.person)
            ? 'You sent or received these goods; another inventory controller can approve.'
            : blockedBy('adjustments:approve', 'approve write-offs');
      actions.push({ id: 'approve', name: `Approve ${waiting.writeOff}`, mark: 'check', key: 'y', say: true, blocked, run: () => dialogs.approveWriteOff(waiting) });
      actions.push({ id: 'reject', name: 'Reject', mark: 'cross', key: 'n', quiet: true, blocked: blockedBy('adjustments:propose', 'decide on write-offs'), run: () => dialogs.rejectWriteOff(waiting) });
    }
    if (transfer.state === 'IN_TRANSIT') {
      actions.push({ id: 'receive', name: 'Receive', mark: 'dock', quiet: Boolean(waiting), blocked: blockedBy('inventory:receive', 'receive goods'), run: () => dialogs.receive(transfer) });
      actions.push({ id: 'write-off', name: 'Give up what is missing', mark: 'cross', quiet: true, blocked: blockedBy('adjustments:propose', 'give up goods'), run: () => dialogs.writeOff(transfer) });
    }
    return actions;
  }

  body(transfer) {
    const from = session.zone(transfer.fromSite);
    const to = session.zone(transfer.toSite);
    return html`
      <header class="order-head">
        <div class="grow">
          <div class="row wrap">
            <h2>${transfer.transfer}</h2>
            <span class="st box">${stateName(transfer.state)}</span>
            ${transfer.overdue ? html`<span class="st bad">${icon('clock', 's')}overdue since ${date(transfer.expectedOn)}</span>` : ''}
          </div>
          ${facts([
            ['From', session.siteName(transfer.fromSite)],
            ['To', session.siteName(transfer.toSite)],
            ['Expected', date(transfer.expectedOn)],
            ['Planned', html`${this.nameOf(transfer.createdBy)}, ${moment(transfer.createdAt, from)}`],
            ['Sent', transfer.sentAt ? html`${this.nameOf(transfer.sentBy)}, ${moment(transfer.sentAt, from)}` : 'not yet'],
            ['Closed', transfer.closedAt ? html`${this.nameOf(transfer.closedBy)}, ${moment(transfer.closedAt, to)}` : ''],
            ['Note', transfer.note ?? ''],
          ])}
        </div>
        ${actionButtons(this.actions)}
      </header>
      ${blockedNotes(this.actions)}
      <section class="card wide" aria-label="Lines" tabindex="0">
        <header>
          <h2>Lines</h2>
          <span class="grow"></span><span class="lg"><i class="shipped"></i>received</span><span class="lg"><i class="covered"></i>in transit</span
          ><span class="lg"><i class="short"></i>given up</span>
        </header>
        <table>
          <thead>
            <tr>
              <th class="r">#</th>
              <th>Item</th>
              <th>From bin</th>
              <th class="r">Planned</th>
              <th class="r">Sent</th>
              <th class="r">Received</th>
              <th class="r">In transit</th>
              <th>Cover</th>
              <th>Short because</th>
            </tr>
          </thead>
          <tbody>
            ${transfer.lines.map(
              line =>
                html`<tr class="line">
                  <td class="r muted">${line.lineNo}</td>
                  <td><a class="strong" href=${href(`/items/${encodeURIComponent(line.item)}`)}>${line.item}</a></td>
                  <td>${line.fromBin}</td>
                  <td class="r nowrap">${decimal(line.quantity)} ${line.unit}</td>
                  <td class="r">${decimal(line.sent)}</td>
                  <td class="r">${decimal(line.received)}</td>
                  <td class="r ${isZero(line.inTransit) ? 'muted' : ''}"><b>${decimal(line.inTransit)}</b></td>
                  <td>${cover(line)}</td>
                  <td class="soft">${line.shortReason ?? ''}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </section>
      <div class="halves">${this.#arrivals(transfer, to)} ${this.#writeOffs(transfer, to)}</div>
    `;
  }

  #arrivals(transfer, zone) {
    if (!transfer.arrivals.length) return '';
    return html`<section class="card wide" aria-label="Arrivals" tabindex="0">
      <header><h2>Arrivals</h2></header>
      <table>
        <tbody>
          ${transfer.arrivals.map(
            each =>
              html`<tr>
                <td class="nowrap t">${moment(each.receivedAt, zone)}</td>
                <td>${this.nameOf(each.receivedBy)}</td>
                <td class="nowrap">line ${each.lineNo} into ${each.bin}</td>
                <td class="r"><b>${decimal(each.quantity)}</b></td>
                <td class=${each.difference ? 'warn' : ''}>${each.difference ? DIFFERENCES.find(([code]) => code === each.difference)?.[1] : ''}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
  }

  #writeOffs(transfer, zone) {
    if (!transfer.writeOffs.length) return '';
    return html`<section class="card wide" aria-label="Write-offs" tabindex="0">
      <header>
        <h2>Given up</h2>
        <span class="muted">${count(transfer.writeOffs.length)}</span>
      </header>
      <table class="two-line">
        <tbody>
          ${transfer.writeOffs.map(
            each =>
              html`<tr>
                <td>
                  <div class="a strong nowrap">${each.writeOff}</div>
                  <div class="b">${words(each.reason)}: ${each.why}</div>
                </td>
                <td class="r">${decimal(each.quantity)} ${each.item}</td>
                <td class="r">${money(each.value, each.currency)}</td>
                <td>
                  <div class="a">${this.nameOf(each.proposedBy)}</div>
                  <div class="b t">${moment(each.proposedAt, zone)}</div>
                </td>
                <td>${each.state === 'PROPOSED' ? html`<span class="st warn">${icon('clock', 's')}waits</span>` : words(each.state)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
  }
}

const cover = line =>
  shares(line.quantity, [
    ['shipped', line.received],
    ['covered', line.inTransit],
    ['short', line.writtenOff],
  ]);

customElements.define('sp-transfer', Transfer);
