import { html } from 'lit';
import { get } from '../api.js';
import { date, decimal, isZero, money, moment } from '../format.js';
import { href } from '../router.js';
import { session } from '../session.js';
import { actionButtons, blockedBy, blockedNotes } from '../parts/actions.js';
import { DocumentPage } from '../parts/document-page.js';
import { facts } from '../parts/facts.js';
import '../chains/chain.js';
import * as dialogs from './invoice-dialogs.js';
import { isCredit, kindName, open, stateName } from './invoice-model.js';

/** One invoice or credit note: what the customer owes or is given back, for what, and its legal number. */
class Invoice extends DocumentPage {
  get id() {
    return this.params.invoice;
  }

  get type() {
    return this.id.startsWith('CN-') ? 'credit-note' : 'invoice';
  }

  get parent() {
    return { path: '/invoices', name: 'Invoices' };
  }

  read(signal) {
    return get(`/invoices/${encodeURIComponent(this.id)}`, {}, { signal });
  }

  get actions() {
    const document = this.document.value;
    if (!document) return [];
    if (document.state === 'DRAFT')
      return [{ id: 'post', name: 'Post', mark: 'check', blocked: blockedBy('invoices:post', 'post invoices'), run: () => dialogs.postInvoices(document) }];
    if (document.state === 'PROPOSED')
      return [
        { id: 'approve', name: 'Approve credit', mark: 'check', key: 'y', say: true, blocked: this.#notMine(document), run: () => dialogs.approve(document) },
        { id: 'reject', name: 'Reject', mark: 'cross', key: 'n', quiet: true, blocked: blockedBy('credits:propose', 'decide on credits'), run: () => dialogs.reject(document) },
      ];
    if (document.state === 'POSTED' && !isCredit(document) && document.lines.some(line => !isZero(open(line))))
      return [{ id: 'credit', name: 'Credit without goods', mark: 'undo', quiet: true, blocked: blockedBy('credits:propose', 'propose credits'), run: () => dialogs.proposeCredit(document) }];
    return [];
  }

  #notMine(credit) {
    if (credit.madeBy === session.person) return 'You proposed this credit; another accountant can approve it.';
    return blockedBy('credits:approve', 'approve credits');
  }

  body(document) {
    const zone = session.zone(document.site);
    return html`
      <header class="order-head">
        <div class="grow">
          <div class="row wrap">
            <h2>${kindName(document)} ${document.legalNumber ?? document.invoice}</h2>
            <span class="st box">${stateName(document.state)}</span>
          </div>
          ${facts([
            ['Document', document.invoice],
            ['Customer', html`<a href=${href(`/customers/${encodeURIComponent(document.customer)}`)}>${document.customer}</a>`],
            ['Site', session.siteName(document.site)],
            ['Amount', money(document.amount, document.currency)],
            ['Credited', isCredit(document) || isZero(document.credited) ? '' : money(document.credited, document.currency)],
            ['Of invoice', document.creditedInvoice ? html`<a href=${href(`/invoices/${encodeURIComponent(document.creditedInvoice)}`)}>${document.creditedInvoice}</a>` : ''],
            ['Came back with', document.returnId ? html`<a href=${href(`/returns/${encodeURIComponent(document.returnId)}`)}>${document.returnId}</a>` : ''],
            ['Without goods', document.waiver ?? ''],
            ['Made', html`${this.nameOf(document.madeBy)}, ${moment(document.madeAt, zone)}`],
            ['Decided', document.decidedBy ? html`${this.nameOf(document.decidedBy)}, ${moment(document.decidedAt, zone)} ${document.decisionNote ?? ''}` : ''],
            ['Issued', document.issuedOn ? html`${date(document.issuedOn)}, posted by ${this.nameOf(document.postedBy)}` : ''],
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
              <th>Shipment, order</th>
              <th class="r">Quantity</th>
              ${isCredit(document) ? '' : html`<th class="r">Credited</th>`}
              <th class="r">Price</th>
              <th class="r">Amount</th>
            </tr>
          </thead>
          <tbody>
            ${document.lines.map(
              line =>
                html`<tr class="line">
                  <td class="r muted">${line.lineNo}</td>
                  <td><a class="strong" href=${href(`/items/${encodeURIComponent(line.item)}`)}>${line.item}</a></td>
                  <td class="nowrap">${line.shipment} <a href=${href(`/orders/${encodeURIComponent(line.order)}`)}>${line.order}</a></td>
                  <td class="r nowrap">${decimal(line.quantity)} ${line.unit}</td>
                  ${isCredit(document) ? '' : html`<td class="r ${isZero(line.credited) ? 'muted' : ''}">${decimal(line.credited)}</td>`}
                  <td class="r">${money(line.unitPrice, document.currency)}</td>
                  <td class="r">${money(line.amount, document.currency)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </section>
    `;
  }
}

customElements.define('sp-invoice', Invoice);
