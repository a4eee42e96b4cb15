import { html } from 'lit';
import { get, post } from '../api.js';
import { date, decimal, isNegative, isZero, money, times, today } from '../format.js';
import { session } from '../session.js';
import { choice, field, formDialog, plain, plainText, words } from '../parts/form-dialog.js';
import { icon } from '../parts/icon.js';
import { expectedOf, missing, openOf } from './purchase-model.js';

const path = (order, verb) => `/purchase-orders/${encodeURIComponent(order.order)}/${verb}`;
const positive = text => text !== null && !isZero(text) && !isNegative(text);
const why = fields => fields.get('why').trim();
const saidWhy = fields => ({ wrong: why(fields) ? {} : { why: 'Say why in a few words.' }, body: { why: why(fields) } });

/** What an approval puts into force. */
const posting = order => html`<table class="post">
  <thead>
    <tr>
      <th>Order</th>
      <th>Item</th>
      <th class="r">Units</th>
      <th class="r">Price</th>
      <th class="r">Value</th>
    </tr>
  </thead>
  <tbody>
    ${order.lines.map(
      (line, index) =>
        html`<tr>
          <td class="strong">${index ? '' : order.order}</td>
          <td>${line.item} ${line.itemName}</td>
          <td class="r">${decimal(line.quantity)}</td>
          <td class="r">${money(line.unitPrice, order.currency)}</td>
          <td class="r">${money(times(line.unitPrice, line.quantity), order.currency)}</td>
        </tr>`,
    )}
    <tr class="sum">
      <td colspan="4">To ${order.supplierName}</td>
      <td class="r">${money(order.amount, order.currency)}</td>
    </tr>
  </tbody>
</table>`;

export const submit = order =>
  formDialog({
    heading: `Send ${order.order} for approval`,
    button: 'Send for approval',
    wide: true,
    body: () =>
      html`${posting(order)}
        <p class="muted">Up to the company’s limit it is sent to the supplier at once. Above it, other people approve first; your total of 24 hours counts.</p>`,
    send: options => post(path(order, 'submit'), {}, { ...options, version: order.version }),
    done: answer => (answer.state === 'APPROVED' ? `${order.order} is sent.` : `${order.order} waits for ${answer.approvalsNeeded === 1 ? 'another person' : 'two others'}.`),
  });

export const approve = order =>
  formDialog({
    heading: `Approve ${order.order}`,
    button: missing(order) > 1 ? 'Approve, one more to come' : 'Approve and send',
    wide: true,
    body: wrong =>
      html`${posting(order)}
        <dl class="kv">
          <dt>Segregation of duties</dt>
          <dd>${icon('check', 's')} You did not raise, change or submit it</dd>
          <dt>Above contract</dt>
          <dd>${isZero(order.premium) ? 'nothing' : money(order.premium, order.currency)}</dd>
        </dl>
        ${words({ name: 'note', label: 'Note, if there is something to say', wrong, first: true })}`,
    read: fields => ({ wrong: {}, body: fields.get('note').trim() ? { note: fields.get('note').trim() } : {} }),
    send: (options, body) => post(path(order, 'approve'), body, { ...options, version: order.version }),
    done: answer => (answer.state === 'APPROVED' ? `${order.order} approved and sent.` : `${order.order} approved; one more person has to.`),
  });

export const reject = order =>
  formDialog({
    heading: `Reject ${order.order}`,
    button: 'Reject',
    body: wrong => words({ name: 'why', label: 'Why', wrong, first: true, hint: 'Its author reads this. Nothing is ordered.' }),
    read: saidWhy,
    send: (options, body) => post(path(order, 'reject'), body, { ...options, version: order.version }),
    done: `${order.order} rejected.`,
  });

export const cancel = order =>
  formDialog({
    heading: `Cancel what is open of ${order.order}`,
    button: 'Cancel order',
    body: wrong => words({ name: 'why', label: 'Why', wrong, first: true, hint: 'What was received stays received.' }),
    read: saidWhy,
    send: (options, body) => post(path(order, 'cancel'), body, { ...options, version: order.version }),
    done: `${order.order} cancelled.`,
  });

export const change = order =>
  formDialog({
    heading: `Change a line of ${order.order}`,
    button: 'Change line',
    body: wrong => html`
      ${choice({
        name: 'line',
        label: 'Line',
        options: order.lines.map(line => [String(line.lineNo), `${line.lineNo}: ${line.item}, ${decimal(line.quantity)} at ${money(line.unitPrice, order.currency)}, ${date(line.requestedDate)}`]),
        wrong,
        first: true,
      })}
      ${field({ name: 'quantity', label: 'Quantity', wrong, mode: 'decimal', first: false })}
      ${field({ name: 'price', label: 'Unit price', wrong, mode: 'decimal', first: false })}
      ${field({ name: 'date', label: 'Asked for', type: 'date', wrong, first: false, hint: 'What is left empty stays. Another quantity or price is approved again.' })}
      ${words({ name: 'why', label: 'Why', wrong })}
    `,
    read: fields => {
      const line = order.lines.find(each => String(each.lineNo) === fields.get('line'));
      const given = (name, old) => (fields.get(name).trim() ? plain(fields.get(name)) : old);
      const quantity = line ? given('quantity', line.quantity) : null;
      const unitPrice = line ? given('price', line.unitPrice) : null;
      const wrong = {
        ...(line ? {} : { line: 'Choose a line.' }),
        ...(line && !positive(quantity) ? { quantity: 'Enter how many.' } : {}),
        ...(line && (unitPrice === null || isNegative(unitPrice)) ? { price: 'Enter a price.' } : {}),
        ...saidWhy(fields).wrong,
      };
      return { wrong, line, body: { quantity, unitPrice, requestedDate: fields.get('date') || line?.requestedDate, why: why(fields) } };
    },
    send: (options, body, { line }) => post(path(order, `lines/${line.lineNo}/change`), body, { ...options, version: order.version }),
    done: answer => (answer.state === 'PENDING_APPROVAL' ? `${order.order} changed; it waits for approval again.` : `${order.order} changed.`),
  });

/** Lines of an order with one figure and one date each. */
const lineTable = (lines, dates, wrong, heading) => html`<table class="entry">
  <thead>
    <tr>
      <th>Line</th>
      <th class="r">Open</th>
      <th class="r">${heading}</th>
      ${dates ? html`<th>On</th>` : ''}
    </tr>
  </thead>
  <tbody>
    ${lines.map(
      line =>
        html`<tr>
          <td><span class="strong">${line.item}</span> <span class="soft">${line.itemName}</span></td>
          <td class="r">${decimal(openOf(line))}</td>
          <td>
            <input
              class="inp num r"
              name="quantity-${line.lineNo}"
              aria-label="${heading} of line ${line.lineNo}"
              inputmode="decimal"
              .value=${plainText(openOf(line))}
              aria-invalid=${Boolean(wrong[`quantity-${line.lineNo}`])}
            />
          </td>
          ${
            dates
              ? html`<td>
                  <input class="inp" type="date" name="date-${line.lineNo}" aria-label="Date of line ${line.lineNo}" .value=${expectedOf(line)} />
                </td>`
              : ''
          }
        </tr>`,
    )}
  </tbody>
</table>`;

export function acknowledge(order) {
  const lines = order.lines.filter(line => !isZero(openOf(line)));
  return formDialog({
    heading: `What the supplier confirmed of ${order.order}`,
    button: 'Record confirmation',
    wide: true,
    body: wrong =>
      html`${lineTable(lines, true, wrong, 'Confirmed')} ${field({ name: 'reference', label: 'Their reference, if there is one', wrong, first: false })}
        <p class="muted">What differs from the order waits until a person accepts or refuses it.</p>`,
    read: fields => {
      const wrong = {};
      const confirmed = lines.map(line => {
        const quantity = plain(fields.get(`quantity-${line.lineNo}`));
        if (quantity === null || isNegative(quantity)) wrong[`quantity-${line.lineNo}`] = 'Enter what is confirmed.';
        return { lineNo: line.lineNo, quantity, confirmedDate: fields.get(`date-${line.lineNo}`) };
      });
      const reference = fields.get('reference').trim();
      return { wrong, body: { lines: confirmed, ...(reference ? { supplierReference: reference } : {}) } };
    },
    send: (options, body) => post(path(order, 'acknowledgements'), body, options),
    done: answer => (answer.state === 'WAITING' ? `${answer.acknowledgement} differs and waits for a decision.` : `${answer.acknowledgement} holds.`),
  });
}

export const decide = (order, acknowledgement) =>
  formDialog({
    heading: `${acknowledgement.acknowledgement} differs from ${order.order}`,
    button: 'Decide',
    body: wrong => html`
      <table>
        <tbody>
          ${acknowledgement.lines
            .filter(line => line.changed)
            .map(line => {
              const ordered = order.lines.find(each => each.lineNo === line.lineNo);
              return html`<tr>
                <td class="strong">Line ${line.lineNo}</td>
                <td class="soft">${decimal(ordered.quantity)} on ${date(ordered.requestedDate)}</td>
                <td class="warn">${icon('right', 's')} ${decimal(line.quantity)} on ${date(line.confirmedDate)}</td>
              </tr>`;
            })}
        </tbody>
      </table>
      ${choice({
        name: 'accept',
        label: 'Decision',
        options: [
          ['true', 'Accept: what was confirmed is expected'],
          ['false', 'Refuse: the order stays as it was'],
        ],
        wrong,
        first: true,
      })}
      ${words({ name: 'note', label: 'Note, if there is something to say', wrong })}
    `,
    read: fields => {
      const note = fields.get('note').trim();
      return {
        wrong: fields.get('accept') ? {} : { accept: 'Accept or refuse.' },
        body: { accept: fields.get('accept') === 'true', ...(note ? { note } : {}) },
      };
    },
    send: (options, body) => post(`/purchase-orders/acknowledgements/${encodeURIComponent(acknowledgement.acknowledgement)}/decisions`, body, options),
    done: `${acknowledgement.acknowledgement} decided.`,
  });

export function advise(order) {
  const lines = order.lines.filter(line => !isZero(openOf(line)));
  return formDialog({
    heading: `What is on its way of ${order.order}`,
    button: 'Record notice',
    wide: true,
    body: wrong =>
      html`${lineTable(lines, false, wrong, 'On its way')}
        ${field({ name: 'date', label: 'Expected at the dock', type: 'date', value: today(session.zone(order.site)), wrong, first: false })}
        ${field({ name: 'reference', label: 'Delivery note, if there is one', wrong, first: false })}`,
    read: fields => {
      const wrong = fields.get('date') ? {} : { date: 'Enter the day.' };
      const advised = lines
        .map(line => ({ line, quantity: plain(fields.get(`quantity-${line.lineNo}`) || '0') }))
        .filter(({ line, quantity }) => {
          if (quantity === null || isNegative(quantity)) wrong[`quantity-${line.lineNo}`] = 'Enter what comes.';
          return quantity !== null && !isZero(quantity);
        })
        .map(({ line, quantity }) => ({ orderLine: line.lineNo, item: line.item, quantity }));
      if (!advised.length && lines.length) wrong[`quantity-${lines[0].lineNo}`] = 'Enter what comes.';
      const reference = fields.get('reference').trim();
      return { wrong, body: { expectedDate: fields.get('date'), lines: advised, ...(reference ? { supplierReference: reference } : {}) } };
    },
    send: (options, body) => post(path(order, 'asns'), body, options),
    done: answer => (answer.mismatches.length ? `${answer.asn} recorded; it differs from the order.` : `${answer.asn} recorded.`),
  });
}

const LINES = [1, 2, 3, 4, 5];

/** Drafts an order of up to five lines; a longer one comes by the API. */
export async function raiseOrder() {
  const [suppliers, items] = await Promise.all([get('/suppliers', { limit: 200 }), get('/items', { limit: 200 })]);
  const site = session.site || session.sites[0]?.site;
  return formDialog({
    heading: 'New purchase order',
    button: 'Draft order',
    wide: true,
    body: wrong => html`
      <div class="form-row">
        ${field({ name: 'supplier', label: 'Supplier', wrong, list: suppliers.items.map(each => each.supplier) })}
        <div class="field">
          <label for="site">Deliver to</label>
          <select id="site" name="site">
            ${session.sites.map(each => html`<option value=${each.site} ?selected=${each.site === site}>${each.name}</option>`)}
          </select>
        </div>
        ${field({ name: 'date', label: 'Asked for', type: 'date', value: today(session.zone(site), 7), wrong, first: false })}
      </div>
      <table class="entry">
        <thead>
          <tr>
            <th>Item</th>
            <th class="r">Quantity</th>
            <th class="r">Unit price</th>
          </tr>
        </thead>
        <tbody>
          ${LINES.map(
            number =>
              html`<tr>
                <td><input class="inp" name="item-${number}" list="raise-items" aria-label="Item ${number}" autocomplete="off" aria-invalid=${Boolean(wrong[`item-${number}`])} /></td>
                <td><input class="inp num r" name="quantity-${number}" inputmode="decimal" aria-label="Quantity ${number}" aria-invalid=${Boolean(wrong[`quantity-${number}`])} /></td>
                <td><input class="inp num r" name="price-${number}" inputmode="decimal" aria-label="Unit price ${number}" aria-invalid=${Boolean(wrong[`price-${number}`])} /></td>
              </tr>`,
          )}
        </tbody>
      </table>
      <datalist id="raise-items">${items.items.map(item => html`<option value=${item.item}>${item.name}</option>`)}</datalist>
      ${field({ name: 'emergency', label: 'If it is an emergency, why', wrong, first: false })}
    `,
    read: fields => {
      const wrong = {};
      const lines = LINES.filter(number => fields.get(`item-${number}`).trim()).map(number => {
        const quantity = plain(fields.get(`quantity-${number}`));
        const unitPrice = plain(fields.get(`price-${number}`));
        if (!positive(quantity)) wrong[`quantity-${number}`] = 'Enter how many.';
        if (unitPrice === null || isNegative(unitPrice)) wrong[`price-${number}`] = 'Enter a price.';
        return { item: fields.get(`item-${number}`).trim(), quantity, unitPrice, requestedDate: fields.get('date') };
      });
      if (!lines.length) wrong['item-1'] = 'Enter an item.';
      if (!fields.get('supplier').trim()) wrong.supplier = 'Choose a supplier.';
      if (!fields.get('date')) wrong.date = 'Enter the day.';
      const reason = fields.get('emergency').trim();
      return {
        wrong,
        body: { site: fields.get('site'), supplier: fields.get('supplier').trim(), lines, ...(reason ? { expediteReason: reason } : {}) },
      };
    },
    send: (options, body) => post('/purchase-orders', body, options),
    done: answer => `${answer.order} drafted.`,
  });
}
