import { html } from 'lit';
import { get, post } from '../api.js';
import { compare, decimal, isNegative, isZero, money, times, today } from '../format.js';
import { session } from '../session.js';
import { choice, field, formDialog, plain, plainText, words } from '../parts/form-dialog.js';
import { DIFFERENCES } from './transfer-model.js';

const path = (transfer, verb) => `/transfers/${encodeURIComponent(transfer.transfer)}/${verb}`;
const positive = text => text !== null && !isZero(text) && !isNegative(text);
const said = (fields, name = 'why') => fields.get(name).trim();
const LINES = [1, 2, 3, 4];

/** Plans a transfer of up to four lines; a longer one comes by the API. */
export async function createTransfer() {
  const items = (await get('/items', { limit: 200 })).items;
  const from = session.site || session.sites[0].site;
  const to = session.sites.find(each => each.site !== from).site;
  return formDialog({
    heading: 'New transfer',
    button: 'Plan transfer',
    wide: true,
    body: wrong => html`
      <div class="form-row">
        <div class="field">
          <label for="from">From</label>
          <select id="from" name="from" data-first>
            ${session.sites.map(each => html`<option value=${each.site} ?selected=${each.site === from}>${each.name}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="to">To</label>
          <select id="to" name="to" aria-invalid=${Boolean(wrong.to)} aria-describedby="to-hint">
            ${session.sites.map(each => html`<option value=${each.site} ?selected=${each.site === to}>${each.name}</option>`)}
          </select>
          <span class="hint bad" id="to-hint">${wrong.to ?? ''}</span>
        </div>
        ${field({ name: 'date', label: 'Expected', type: 'date', value: today(session.zone(to), 1), wrong, first: false })}
      </div>
      <table class="entry">
        <thead>
          <tr>
            <th>Item</th>
            <th>From bin</th>
            <th class="r">Quantity</th>
          </tr>
        </thead>
        <tbody>
          ${LINES.map(
            number =>
              html`<tr>
                <td><input class="inp" name="item-${number}" list="transfer-items" aria-label="Item ${number}" autocomplete="off" aria-invalid=${Boolean(wrong[`item-${number}`])} /></td>
                <td><input class="inp" name="bin-${number}" aria-label="Bin ${number}" autocomplete="off" aria-invalid=${Boolean(wrong[`bin-${number}`])} /></td>
                <td><input class="inp num r" name="quantity-${number}" inputmode="decimal" aria-label="Quantity ${number}" aria-invalid=${Boolean(wrong[`quantity-${number}`])} /></td>
              </tr>`,
          )}
        </tbody>
      </table>
      <datalist id="transfer-items">${items.map(item => html`<option value=${item.item}>${item.name}</option>`)}</datalist>
      ${field({ name: 'note', label: 'Note', wrong, first: false })}
    `,
    read: fields => {
      const wrong = fields.get('from') === fields.get('to') ? { to: 'Another site than it comes from.' } : {};
      const lines = LINES.filter(number => said(fields, `item-${number}`)).map(number => {
        const quantity = plain(fields.get(`quantity-${number}`));
        if (!positive(quantity)) wrong[`quantity-${number}`] = 'Enter how many.';
        if (!said(fields, `bin-${number}`)) wrong[`bin-${number}`] = 'Enter the bin.';
        return { item: said(fields, `item-${number}`), bin: said(fields, `bin-${number}`), quantity };
      });
      if (!lines.length) wrong['item-1'] = 'Enter an item.';
      if (!fields.get('date')) wrong.date = 'Enter the day.';
      const note = said(fields, 'note');
      return {
        wrong,
        body: { fromSite: fields.get('from'), toSite: fields.get('to'), expectedOn: fields.get('date'), lines, ...(note ? { note } : {}) },
      };
    },
    send: (options, body) => post('/transfers', body, options),
    done: answer => `${answer.transfer} planned.`,
  });
}

export const send = transfer =>
  formDialog({
    heading: `Send ${transfer.transfer}`,
    button: 'Send',
    wide: true,
    body: wrong =>
      html`<table class="entry">
          <thead>
            <tr>
              <th>Line</th>
              <th class="r">Planned</th>
              <th class="r">Leaves</th>
              <th>If less, why</th>
            </tr>
          </thead>
          <tbody>
            ${transfer.lines.map(
              line =>
                html`<tr>
                  <td><span class="strong">${line.item}</span> <span class="soft">${line.fromBin}</span></td>
                  <td class="r">${decimal(line.quantity)}</td>
                  <td>
                    <input class="inp num r" name="sent-${line.lineNo}" aria-label="Leaves of line ${line.lineNo}" inputmode="decimal" data-first .value=${plainText(line.quantity)} aria-invalid=${Boolean(wrong[`sent-${line.lineNo}`])} />
                  </td>
                  <td><input class="inp" name="why-${line.lineNo}" aria-label="Reason of line ${line.lineNo}" aria-invalid=${Boolean(wrong[`why-${line.lineNo}`])} /></td>
                </tr>`,
            )}
          </tbody>
        </table>
        <p class="muted">The goods leave their bins and are in transit until ${session.siteName(transfer.toSite)} receives them.</p>`,
    read: fields => {
      const wrong = {};
      const lines = [];
      for (const line of transfer.lines) {
        const sent = plain(fields.get(`sent-${line.lineNo}`));
        const why = said(fields, `why-${line.lineNo}`);
        if (sent === null || isNegative(sent)) wrong[`sent-${line.lineNo}`] = 'Enter what leaves.';
        else if (compare(sent, line.quantity) < 0) {
          if (!why) wrong[`why-${line.lineNo}`] = 'Say why it is less.';
          lines.push({ lineNo: line.lineNo, sent, shortReason: why });
        }
      }
      return { wrong, body: lines.length ? { lines } : {} };
    },
    send: (options, body) => post(path(transfer, 'send'), body, { ...options, version: transfer.version }),
    done: `${transfer.transfer} is in transit.`,
  });

export async function receive(transfer) {
  const bins = (await get(`/sites/${encodeURIComponent(transfer.toSite)}/bins`, { limit: 200 })).items;
  const lines = transfer.lines.filter(line => !isZero(line.inTransit));
  return formDialog({
    heading: `Receive ${transfer.transfer}`,
    button: 'Receive',
    wide: true,
    body: wrong =>
      html`<table class="entry">
          <thead>
            <tr>
              <th>Line</th>
              <th class="r">In transit</th>
              <th class="r">Arrived</th>
              <th>Into bin</th>
              <th>If less</th>
            </tr>
          </thead>
          <tbody>
            ${lines.map(
              line =>
                html`<tr>
                  <td class="strong">${line.item}</td>
                  <td class="r">${decimal(line.inTransit)}</td>
                  <td>
                    <input class="inp num r" name="received-${line.lineNo}" aria-label="Arrived of line ${line.lineNo}" inputmode="decimal" data-first .value=${plainText(line.inTransit)} aria-invalid=${Boolean(wrong[`received-${line.lineNo}`])} />
                  </td>
                  <td><input class="inp" name="bin-${line.lineNo}" list="arrival-bins" aria-label="Bin of line ${line.lineNo}" autocomplete="off" aria-invalid=${Boolean(wrong[`bin-${line.lineNo}`])} /></td>
                  <td>
                    <select class="inp" name="difference-${line.lineNo}" aria-label="Difference of line ${line.lineNo}" aria-invalid=${Boolean(wrong[`difference-${line.lineNo}`])}>
                      <option value="">all arrived</option>
                      ${DIFFERENCES.map(([code, name]) => html`<option value=${code}>${name}</option>`)}
                    </select>
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
        <datalist id="arrival-bins">${bins.map(bin => html`<option value=${bin}></option>`)}</datalist>`,
    read: fields => {
      const wrong = {};
      const arrived = lines.map(line => {
        const received = plain(fields.get(`received-${line.lineNo}`));
        const bin = said(fields, `bin-${line.lineNo}`);
        const difference = fields.get(`difference-${line.lineNo}`);
        if (received === null || isNegative(received)) wrong[`received-${line.lineNo}`] = 'Enter what arrived.';
        else if (compare(received, line.inTransit) < 0 && !difference) wrong[`difference-${line.lineNo}`] = 'Say what became of the rest.';
        if (!bin) wrong[`bin-${line.lineNo}`] = 'Enter the bin.';
        return { lineNo: line.lineNo, bin, received, ...(difference ? { difference } : {}) };
      });
      return { wrong, body: { lines: arrived } };
    },
    send: (options, body) => post(path(transfer, 'receive'), body, { ...options, version: transfer.version }),
    done: answer => (answer.state === 'CLOSED' ? `${transfer.transfer} arrived in full.` : `${transfer.transfer}: something is still in transit.`),
  });
}

export const cancel = transfer =>
  formDialog({
    heading: `Call off ${transfer.transfer}`,
    button: 'Call off',
    body: wrong => words({ name: 'why', label: 'Why', wrong, first: true, hint: 'Nothing has left yet.' }),
    read: fields => ({ wrong: said(fields) ? {} : { why: 'Say why in a few words.' }, body: { why: said(fields) } }),
    send: (options, body) => post(path(transfer, 'cancel'), body, { ...options, version: transfer.version }),
    done: `${transfer.transfer} called off.`,
  });

export const writeOff = transfer => {
  const lines = transfer.lines.filter(line => !isZero(line.inTransit));
  return formDialog({
    heading: `Give up goods of ${transfer.transfer}`,
    button: 'Propose write-off',
    body: wrong => html`
      ${choice({ name: 'line', label: 'Line', options: lines.map(line => [String(line.lineNo), `${line.item}, ${decimal(line.inTransit)} in transit, ${money(times(line.unitCost, line.inTransit), session.currency)}`]), wrong, first: true })}
      ${field({ name: 'quantity', label: 'Quantity', wrong, mode: 'decimal', first: false })}
      ${choice({ name: 'reason', label: 'Reason', options: DIFFERENCES.filter(([code]) => code !== 'FOLLOWS'), wrong })}
      ${words({ name: 'why', label: 'What was found out', wrong, hint: `Above the tolerance of ${session.siteName(transfer.toSite)} another person approves.` })}
    `,
    read: fields => {
      const quantity = plain(fields.get('quantity'));
      return {
        wrong: {
          ...(fields.get('line') ? {} : { line: 'Choose a line.' }),
          ...(positive(quantity) ? {} : { quantity: 'Enter how many.' }),
          ...(fields.get('reason') ? {} : { reason: 'Choose a reason.' }),
          ...(said(fields) ? {} : { why: 'Say what was found out.' }),
        },
        line: fields.get('line'),
        body: { quantity, reason: fields.get('reason'), why: said(fields) },
      };
    },
    send: (options, body, { line }) => post(path(transfer, `lines/${line}/write-offs`), body, options),
    done: answer => (answer.state === 'PROPOSED' ? `${answer.writeOff} waits for another person.` : `${answer.writeOff} posted.`),
  });
};

const posting = row => html`<table class="post">
  <tbody>
    <tr>
      <td class="strong">Write-off</td>
      <td>${row.item}</td>
      <td>${session.siteName(row.fromSite)} → ${session.siteName(row.toSite)}</td>
      <td class="r">${decimal(row.quantity)}</td>
      <td class="r">${money(row.value, row.currency)}</td>
    </tr>
  </tbody>
</table>`;

export const approveWriteOff = row =>
  formDialog({
    heading: `Approve ${row.writeOff}`,
    button: 'Approve',
    body: wrong => html`${posting(row)} ${words({ name: 'note', label: 'Note, if there is something to say', wrong, first: true })}`,
    read: fields => ({ wrong: {}, body: said(fields, 'note') ? { note: said(fields, 'note') } : {} }),
    send: (options, body) => post(`/transfer-write-offs/${encodeURIComponent(row.writeOff)}/approve`, body, { ...options, version: row.version }),
    done: `${row.writeOff} posted.`,
  });

export const rejectWriteOff = row =>
  formDialog({
    heading: `Reject ${row.writeOff}`,
    button: 'Reject',
    body: wrong => html`${posting(row)} ${words({ name: 'why', label: 'Why', wrong, first: true, hint: 'The goods stay in transit.' })}`,
    read: fields => ({ wrong: said(fields) ? {} : { why: 'Say why in a few words.' }, body: { why: said(fields) } }),
    send: (options, body) => post(`/transfer-write-offs/${encodeURIComponent(row.writeOff)}/reject`, body, { ...options, version: row.version }),
    done: `${row.writeOff} rejected.`,
  });
