import { html } from 'lit';
import { get, post } from '../api.js';
import { count, decimal, isNegative, isZero, money, moment } from '../format.js';
import { session } from '../session.js';
import { cancelButton, openDialog } from '../parts/dialog.js';
import { formDialog, plain, words } from '../parts/form-dialog.js';
import { empty } from '../parts/states.js';
import { open } from './invoice-model.js';

const path = (document, verb) => `/invoices/${encodeURIComponent(document.invoice)}/${verb}`;
const said = (fields, name = 'why') => fields.get(name).trim();
const entered = (wrong, name) => Boolean(wrong[name]);

/** Makes an invoice of what a customer was sent from one site and is on none yet. */
export async function invoiceShipments(customer) {
  const waiting = (await get('/invoices/uninvoiced-shipments', { customer: customer.customer, limit: 200 })).items;
  if (!waiting.length)
    return openDialog(
      handle =>
        html`<div class="body">${empty({ mark: 'check', title: 'Everything is invoiced', text: html`Nothing that left for <b>${customer.name}</b> waits for an invoice.` })}</div>
          <footer>${cancelButton(handle)}</footer>`,
      { label: 'Everything is invoiced' },
    );
  return formDialog({
    heading: `Invoice of ${customer.name}`,
    button: 'Make invoice',
    wide: true,
    body: wrong =>
      html`<table class="entry">
          <thead>
            <tr>
              <th>Shipment</th>
              <th>Order</th>
              <th>Site</th>
              <th>Left</th>
              <th class="r">Amount</th>
            </tr>
          </thead>
          <tbody>
            ${waiting.map(
              (row, index) =>
                html`<tr>
                  <td>
                    <label class="row"
                      ><input type="checkbox" name="shipment" value=${row.shipment} ?data-first=${index === 0} ?checked=${row.site === waiting[0].site} aria-invalid=${entered(wrong, 'shipment')} /><b>${row.shipment}</b></label
                    >
                  </td>
                  <td>${row.order}</td>
                  <td>${session.siteName(row.site)}</td>
                  <td class="t">${moment(row.shippedAt, session.zone(row.site))}</td>
                  <td class="r">${money(row.amount, session.currency)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
        ${wrong.shipment ? html`<p class="bad">${wrong.shipment}</p>` : ''}
        <p class="muted">What was shipped, at the prices agreed. One invoice is of one site.</p>`,
    read: fields => {
      const shipments = fields.getAll('shipment');
      return { wrong: shipments.length ? {} : { shipment: 'Choose at least one shipment.' }, body: { shipments } };
    },
    send: (options, body) => post('/invoices', body, options),
    done: answer => `${answer.invoice} made.`,
  });
}

/** Posts one document, or all that wait. */
export const postInvoices = document =>
  formDialog({
    heading: document ? `Post ${document.invoice}` : 'Post all that wait',
    button: 'Post',
    body: () =>
      html`<p>${document ? html`<b>${document.invoice}</b> over ${money(document.amount, document.currency)}` : 'Every invoice and credit note that is made and not posted'} gets the next legal number.</p>
        <p class="muted">A posted document stands. What is wrong about it, a credit note says.</p>`,
    send: options => post('/invoices/post', document ? { invoices: [document.invoice] } : {}, options),
    done: answer => (answer.posted === 0 ? 'Nothing waited.' : answer.posted === 1 ? `Posted as ${answer.first}.` : `${count(answer.posted)} posted, ${answer.first} to ${answer.last}.${answer.more ? ' More wait.' : ''}`),
  });

export const creditReturn = back =>
  formDialog({
    heading: `Credit ${back.returnId}`,
    button: 'Make credit note',
    body: () => html`<p>What came back is credited at the price invoiced, as far as it was not credited before.</p>`,
    send: options => post('/invoices/return-credits', { returnId: back.returnId }, options),
    done: answer => `${answer.invoice} over ${money(answer.amount, answer.currency)}.`,
  });

export const proposeCredit = invoice =>
  formDialog({
    heading: `Credit of ${invoice.invoice} without goods`,
    button: 'Propose credit',
    wide: true,
    body: wrong =>
      html`<table class="entry">
          <thead>
            <tr>
              <th>Line</th>
              <th class="r">Not credited</th>
              <th class="r">Price</th>
              <th class="r">Credit</th>
            </tr>
          </thead>
          <tbody>
            ${invoice.lines
              .filter(line => !isZero(open(line)))
              .map(
                line =>
                  html`<tr>
                    <td class="strong">${line.item}</td>
                    <td class="r">${decimal(open(line))} ${line.unit}</td>
                    <td class="r">${money(line.unitPrice, invoice.currency)}</td>
                    <td>
                      <input class="inp num r" name="quantity-${line.lineNo}" aria-label="Credit of line ${line.lineNo}" inputmode="decimal" .value=${'0'} data-first aria-invalid=${entered(wrong, `quantity-${line.lineNo}`)} />
                    </td>
                  </tr>`,
              )}
          </tbody>
        </table>
        ${wrong.lines ? html`<p class="bad">${wrong.lines}</p>` : ''}
        ${words({ name: 'why', label: 'Why nothing has to come back', wrong, hint: 'Another person approves it.' })}`,
    read: fields => {
      const wrong = said(fields) ? {} : { why: 'Say why in a few words.' };
      const lines = [];
      for (const { lineNo } of invoice.lines.filter(line => !isZero(open(line)))) {
        const quantity = plain(fields.get(`quantity-${lineNo}`) || '0');
        if (quantity === null || isNegative(quantity)) {
          wrong[`quantity-${lineNo}`] = 'Enter how many.';
          wrong.lines = 'Enter how many are credited.';
        } else if (!isZero(quantity)) lines.push({ lineNo, quantity });
      }
      if (!lines.length) wrong.lines = 'Enter how many are credited.';
      return { wrong, body: { why: said(fields), lines } };
    },
    send: (options, body) => post(path(invoice, 'credits'), body, { ...options, version: invoice.version }),
    done: answer => `${answer.invoice} waits for another person.`,
  });

const posting = credit => html`<table class="post">
  <tbody>
    ${credit.lines.map(
      line =>
        html`<tr>
          <td class="strong">${line.item}</td>
          <td class="r">${decimal(line.quantity)} ${line.unit}</td>
          <td class="r">${money(line.amount, credit.currency)}</td>
        </tr>`,
    )}
  </tbody>
</table>`;

export const approve = credit =>
  formDialog({
    heading: `Approve ${credit.invoice}`,
    button: 'Approve',
    body: wrong => html`${posting(credit)} ${words({ name: 'note', label: 'Note, if there is something to say', wrong, first: true })}`,
    read: fields => ({ wrong: {}, body: said(fields, 'note') ? { note: said(fields, 'note') } : {} }),
    send: (options, body) => post(path(credit, 'approve'), body, { ...options, version: credit.version }),
    done: 'Approved; it can be posted.',
  });

export const reject = credit =>
  formDialog({
    heading: `Reject ${credit.invoice}`,
    button: 'Reject',
    body: wrong => html`${posting(credit)} ${words({ name: 'why', label: 'Why', wrong, first: true, hint: 'The customer owes it on.' })}`,
    read: fields => ({ wrong: said(fields) ? {} : { why: 'Say why in a few words.' }, body: { why: said(fields) } }),
    send: (options, body) => post(path(credit, 'reject'), body, { ...options, version: credit.version }),
    done: 'Rejected; nothing is credited.',
  });
