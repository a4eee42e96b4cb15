import { html } from 'lit';
import { get, post } from '../api.js';
import { decimal, isNegative, isZero, money, sum } from '../format.js';
import { session } from '../session.js';
import { choice, field, formDialog, plain, plainText, words } from '../parts/form-dialog.js';
import { OUTCOMES, outcomeName, REASONS, undecided } from './return-model.js';

const path = (back, verb) => `/returns/${encodeURIComponent(back.returnId)}/${verb}`;
const positive = text => text !== null && !isZero(text) && !isNegative(text);
const said = (fields, name = 'why') => fields.get(name).trim();
const binsOf = async site => (await get(`/sites/${encodeURIComponent(site)}/bins`, { limit: 200 })).items;

/** Announces what a customer sends back of one shipment of an order. */
export async function openReturn(order, shipment) {
  const { lines } = await get(`/shipments/${encodeURIComponent(shipment.id)}`);
  const shipped = new Map();
  for (const line of lines) {
    const key = `${line.lineNo}-${line.lot ?? ''}`;
    shipped.set(key, { ...line, key, picked: sum([shipped.get(key)?.picked ?? '0', line.picked]) });
  }
  return formDialog({
    heading: `Return of ${shipment.id}`,
    button: 'Announce return',
    wide: true,
    body: wrong =>
      html`<table class="entry">
          <thead>
            <tr>
              <th>Line</th>
              <th class="r">Shipped</th>
              <th class="r">Comes back</th>
              <th>Reason</th>
              <th>Note</th>
            </tr>
          </thead>
          <tbody>
            ${[...shipped.values()].map(
              line =>
                html`<tr>
                  <td class="strong">${line.item} ${line.lot ? html`<span class="soft">lot ${line.lot}</span>` : ''}</td>
                  <td class="r">${decimal(line.picked)}</td>
                  <td>
                    <input class="inp num r" name="quantity-${line.key}" aria-label="Comes back of line ${line.lineNo}${line.lot ? `, lot ${line.lot}` : ''}" inputmode="decimal" .value=${'0'} data-first aria-invalid=${Boolean(wrong[`quantity-${line.key}`])} />
                  </td>
                  <td>
                    <select class="inp" name="reason-${line.key}" aria-label="Reason of line ${line.lineNo}${line.lot ? `, lot ${line.lot}` : ''}" aria-invalid=${Boolean(wrong[`reason-${line.key}`])}>
                      <option value="">Choose</option>
                      ${REASONS.map(([code, name]) => html`<option value=${code}>${name}</option>`)}
                    </select>
                  </td>
                  <td><input class="inp" name="note-${line.key}" aria-label="Note of line ${line.lineNo}${line.lot ? `, lot ${line.lot}` : ''}" maxlength="500" aria-invalid=${Boolean(wrong[`note-${line.key}`])} /></td>
                </tr>`,
            )}
          </tbody>
        </table>
        ${Object.keys(wrong).length ? html`<p class="bad">${Object.values(wrong)[0]}</p>` : ''}
        <p class="muted">Of ${order.order}. Credit follows the receipt, not the announcement.</p>`,
    read: fields => {
      const wrong = {};
      const back = [];
      for (const { lineNo, lot, key } of shipped.values()) {
        const quantity = plain(fields.get(`quantity-${key}`) || '0');
        if (quantity === null || isNegative(quantity)) wrong[`quantity-${key}`] = 'Enter how many come back.';
        else if (!isZero(quantity)) {
          const reason = fields.get(`reason-${key}`);
          const note = said(fields, `note-${key}`);
          if (!reason) wrong[`reason-${key}`] = 'Each line that comes back needs its reason.';
          if (reason === 'OTHER' && !note) wrong[`note-${key}`] = 'Say in the note what the reason is.';
          back.push({ lineNo, quantity, reason, ...(note ? { note } : {}), ...(lot ? { lot } : {}) });
        }
      }
      if (!back.length && !Object.keys(wrong).length) wrong[`quantity-${[...shipped.keys()][0]}`] = 'Enter how many come back.';
      return { wrong, body: { shipment: shipment.id, lines: back } };
    },
    send: (options, body) => post('/returns', body, options),
    done: answer => `${answer.returnId} announced.`,
  });
}

export async function receive(back) {
  const bins = await binsOf(back.site);
  return formDialog({
    heading: `Receive ${back.returnId}`,
    button: 'Receive into inspection',
    body: wrong =>
      html`${field({ name: 'bin', label: 'Inspection bin', wrong, list: bins })}
        <table class="entry">
          <thead>
            <tr>
              <th>Line</th>
              <th class="r">Announced</th>
              <th class="r">Arrived</th>
            </tr>
          </thead>
          <tbody>
            ${back.lines.map(
              line =>
                html`<tr>
                  <td class="strong">${line.item}</td>
                  <td class="r">${decimal(line.quantity)}</td>
                  <td>
                    <input class="inp num r" name="received-${line.lineNo}" aria-label="Arrived of line ${line.lineNo}" inputmode="decimal" .value=${plainText(line.quantity)} aria-invalid=${Boolean(wrong[`received-${line.lineNo}`])} />
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
        <p class="muted">It is on hand there and held until somebody says what becomes of it.</p>`,
    read: fields => {
      const wrong = said(fields, 'bin') ? {} : { bin: 'Enter the bin.' };
      const lines = back.lines.map(line => {
        const received = plain(fields.get(`received-${line.lineNo}`));
        if (received === null || isNegative(received)) wrong[`received-${line.lineNo}`] = 'Enter what arrived.';
        return { lineNo: line.lineNo, received };
      });
      return { wrong, body: { bin: said(fields, 'bin'), lines } };
    },
    send: (options, body) => post(path(back, 'receive'), body, { ...options, version: back.version }),
    done: `${back.returnId} received into inspection.`,
  });
}

export const cancel = back =>
  formDialog({
    heading: `Call off ${back.returnId}`,
    button: 'Call off',
    body: wrong => words({ name: 'why', label: 'Why', wrong, first: true }),
    read: fields => ({ wrong: said(fields) ? {} : { why: 'Say why in a few words.' }, body: { why: said(fields) } }),
    send: (options, body) => post(path(back, 'cancel'), body, { ...options, version: back.version }),
    done: `${back.returnId} called off.`,
  });

export async function dispose(back) {
  const bins = await binsOf(back.site);
  const open = back.lines.filter(line => !isZero(undecided(line)));
  return formDialog({
    heading: `What becomes of ${back.returnId}`,
    button: 'Decide',
    body: wrong => html`
      ${
        open.length > 1
          ? choice({ name: 'line', label: 'Line', options: open.map(line => [String(line.lineNo), `${line.lineNo}: ${line.item}, ${decimal(undecided(line))} undecided`]), wrong, first: true })
          : html`<p><b>${open[0].item}</b>, ${decimal(undecided(open[0]))} undecided</p>`
      }
      ${field({ name: 'quantity', label: 'Quantity', value: open.length === 1 ? plainText(undecided(open[0])) : '', wrong, mode: 'decimal' })}
      ${choice({ name: 'outcome', label: 'Outcome', options: OUTCOMES, wrong })}
      ${field({ name: 'bin', label: 'Into which bin, if restocked', wrong, first: false, list: bins })}
      ${words({ name: 'note', label: 'What the inspection found', wrong, hint: `Above the tolerance of ${session.siteName(back.site)} another person approves.` })}
    `,
    read: fields => {
      const line = open.length === 1 ? open[0] : open.find(each => String(each.lineNo) === fields.get('line'));
      const quantity = plain(fields.get('quantity'));
      const outcome = fields.get('outcome');
      const bin = said(fields, 'bin');
      const note = said(fields, 'note');
      return {
        wrong: {
          ...(line ? {} : { line: 'Choose a line.' }),
          ...(positive(quantity) ? {} : { quantity: 'Enter how many.' }),
          ...(outcome ? {} : { outcome: 'Choose what becomes of it.' }),
          ...(outcome === 'RESTOCK' && !bin ? { bin: 'Restocked goods need a bin.' } : {}),
        },
        body: {
          lineNo: line?.lineNo,
          quantity,
          outcome,
          ...(outcome === 'RESTOCK' && bin ? { toBin: bin } : {}),
          ...(note ? { note } : {}),
        },
      };
    },
    send: (options, body) => post(path(back, 'dispositions'), body, { ...options, version: back.version }),
    done: answer => (answer.dispositions.at(-1).state === 'PROPOSED' ? 'Above tolerance: it waits for another person.' : 'Posted.'),
  });
}

const posting = (back, disposition) => {
  const line = back.lines.find(each => each.lineNo === disposition.lineNo);
  return html`<table class="post">
    <tbody>
      <tr>
        <td class="strong">${outcomeName(disposition.outcome)}</td>
        <td>${line?.item}</td>
        <td>${disposition.toBin ?? ''}</td>
        <td class="r">${decimal(disposition.quantity)}</td>
        <td class="r">${money(disposition.value, back.currency)}</td>
      </tr>
    </tbody>
  </table>`;
};

export const approve = (back, disposition) =>
  formDialog({
    heading: `Approve disposition ${disposition.dispositionNo} of ${back.returnId}`,
    button: 'Approve',
    body: wrong => html`${posting(back, disposition)} ${words({ name: 'note', label: 'Note, if there is something to say', wrong, first: true })}`,
    read: fields => ({ wrong: {}, body: said(fields, 'note') ? { note: said(fields, 'note') } : {} }),
    send: (options, body) => post(path(back, `dispositions/${disposition.dispositionNo}/approve`), body, { ...options, version: back.version }),
    done: 'Approved and posted.',
  });

export const reject = (back, disposition) =>
  formDialog({
    heading: `Reject disposition ${disposition.dispositionNo} of ${back.returnId}`,
    button: 'Reject',
    body: wrong => html`${posting(back, disposition)} ${words({ name: 'why', label: 'Why', wrong, first: true, hint: 'The goods wait on.' })}`,
    read: fields => ({ wrong: said(fields) ? {} : { why: 'Say why in a few words.' }, body: { why: said(fields) } }),
    send: (options, body) => post(path(back, `dispositions/${disposition.dispositionNo}/reject`), body, { ...options, version: back.version }),
    done: 'Rejected; the goods wait on.',
  });
