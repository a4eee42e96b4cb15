import { html } from 'lit';
import { get, post } from '../api.js';
import { decimal, isNegative, isZero } from '../format.js';
import { choice, field, formDialog as form, plain, plainText } from '../parts/form-dialog.js';
import { openReturn } from '../returns/return-dialogs.js';
import { CANCEL_REASONS, openOf, pickable } from './order-model.js';

/** Opens the dialog of an action of the order's page; it posts once, by the named button or Ctrl Enter. */
export function openAction(action, order) {
  return ACTIONS[action.id](order, action.shipment);
}

const path = (order, verb) => `/orders/${encodeURIComponent(order.order)}/${verb}`;

const ACTIONS = {
  return: openReturn,

  release: order =>
    form({
      heading: `Release ${order.order}`,
      button: 'Release',
      body: () =>
        html`<p>
          Reserves what is available now and opens the order for picking. What is short becomes a backorder; the promise stays frozen.
        </p>`,
      send: options => post(path(order, 'release'), {}, { ...options, version: order.version }),
      done: `${order.order} released.`,
    }),

  allocate: order =>
    form({
      heading: `Allocate stock to ${order.order}`,
      button: 'Allocate stock',
      body: () => html`<p>Reserves what is free for its backorders. Orders with an older promise come first.</p>`,
      send: options => post(path(order, 'allocate'), {}, { ...options, version: order.version }),
      done: `Stock allocated to ${order.order}.`,
    }),

  pick: async order => {
    const lines = order.lines.filter(line => !isZero(pickable(line)) && !isNegative(pickable(line)));
    const bins = new Map();
    for (const line of lines) bins.set(line.item, await binsOf(order.site, line.item));
    return form({
      heading: `Pick ${order.order}`,
      button: 'Confirm pick',
      wide: true,
      body: wrong =>
        html`<table class="entry">
          <thead>
            <tr>
              <th>Line</th>
              <th class="r">To pick</th>
              <th>Bin</th>
              <th class="r">Picked</th>
              <th>If short, why</th>
            </tr>
          </thead>
          <tbody>
            ${lines.map(
              line =>
                html`<tr>
                  <td><span class="strong">${line.item}</span> <span class="soft">${line.name ?? ''}</span></td>
                  <td class="r">${decimal(pickable(line))}</td>
                  <td>
                    <input
                      class="inp"
                      name="bin-${line.lineNo}"
                      aria-label="Bin of line ${line.lineNo}"
                      list="bins-${line.lineNo}"
                      .value=${bins.get(line.item)[0]?.bin ?? ''}
                      aria-invalid=${Boolean(wrong[`bin-${line.lineNo}`])}
                    />
                    <datalist id="bins-${line.lineNo}">
                      ${bins.get(line.item).map(bin => html`<option value=${bin.bin}>${decimal(bin.onHand)}</option>`)}
                    </datalist>
                  </td>
                  <td>
                    <input
                      class="inp num r"
                      name="picked-${line.lineNo}"
                      aria-label="Picked of line ${line.lineNo}"
                      inputmode="decimal"
                      .value=${plainText(pickable(line))}
                      aria-invalid=${Boolean(wrong[`picked-${line.lineNo}`])}
                    />
                  </td>
                  <td><input class="inp" name="short-${line.lineNo}" aria-label="Reason of a short pick, line ${line.lineNo}" /></td>
                </tr>`,
            )}
          </tbody>
        </table>`,
      read: fields => {
        const wrong = {};
        const picks = lines.map(line => {
          const bin = fields.get(`bin-${line.lineNo}`).trim();
          const picked = plain(fields.get(`picked-${line.lineNo}`));
          if (!bin) wrong[`bin-${line.lineNo}`] = 'Enter the bin.';
          if (picked === null || isNegative(picked)) wrong[`picked-${line.lineNo}`] = 'Enter what was picked.';
          const shortReason = fields.get(`short-${line.lineNo}`).trim();
          return { lineNo: line.lineNo, bin, picked, ...(shortReason ? { shortReason } : {}) };
        });
        return { wrong, body: { lines: picks } };
      },
      send: (options, body) => post(path(order, 'picks'), body, options),
      done: `${order.order} picked.`,
    });
  },

  pack: (order, shipment) =>
    form({
      heading: `Pack ${shipment.id}`,
      button: 'Pack',
      body: wrong => field({ name: 'parcels', label: 'Parcels', value: '1', wrong, mode: 'numeric' }),
      read: fields => {
        const parcels = Number.parseInt(fields.get('parcels'), 10);
        return { wrong: parcels > 0 ? {} : { parcels: 'Enter how many parcels.' }, body: { parcels } };
      },
      send: (options, body) => post(`/shipments/${encodeURIComponent(shipment.id)}/pack`, body, options),
      done: `${shipment.id} packed.`,
    }),

  ship: (order, shipment) =>
    form({
      heading: `Ship ${shipment.id}`,
      button: 'Ship',
      body: wrong =>
        html`${field({ name: 'carrier', label: 'Carrier', wrong })}
          ${field({ name: 'tracking', label: 'Tracking number, if there is one', wrong })}
          <p class="muted">Takes the goods out of stock. A posted shipment is corrected by a return, never changed.</p>`,
      read: fields => {
        const carrier = fields.get('carrier').trim();
        const tracking = fields.get('tracking').trim();
        return { wrong: carrier ? {} : { carrier: 'Enter the carrier.' }, body: { carrier, ...(tracking ? { tracking } : {}) } };
      },
      send: (options, body) => post(`/shipments/${encodeURIComponent(shipment.id)}/ship`, body, options),
      done: `${shipment.id} shipped.`,
    }),

  deliver: (order, shipment) =>
    form({
      heading: `Record delivery of ${shipment.id}`,
      button: 'Record delivery',
      body: wrong => field({ name: 'receivedBy', label: 'Received by', wrong }),
      read: fields => {
        const receivedBy = fields.get('receivedBy').trim();
        return { wrong: receivedBy ? {} : { receivedBy: 'Enter who received it.' }, body: { receivedBy } };
      },
      send: (options, body) => post(`/shipments/${encodeURIComponent(shipment.id)}/delivery`, body, options),
      done: `Delivery of ${shipment.id} recorded.`,
    }),

  cancel: order => {
    const open = order.lines.filter(line => !isZero(openOf(line)));
    return form({
      heading: `Cancel of ${order.order}`,
      button: 'Cancel quantity',
      body: wrong => html`
        <div class="field">
          <label for="line">What</label>
          <select id="line" name="line" data-first>
            <option value="">Everything that is open</option>
            ${open.map(line => html`<option value=${line.lineNo}>Line ${line.lineNo}: ${line.item}, ${decimal(openOf(line))} open</option>`)}
          </select>
        </div>
        ${field({ name: 'quantity', label: 'Quantity, if one line', wrong, mode: 'decimal', first: false })}
        ${choice({
          name: 'reason',
          label: 'Reason',
          options: CANCEL_REASONS,
          wrong,
          hint: 'A shortage of ours stays a failure in fill rate. A customer’s change before release does not.',
        })}
        ${field({ name: 'why', label: 'Why', wrong, first: false })}
      `,
      read: fields => {
        const line = fields.get('line');
        const quantity = plain(fields.get('quantity'));
        const reason = fields.get('reason');
        const why = fields.get('why').trim();
        const wrong = {
          ...(reason ? {} : { reason: 'Choose a reason.' }),
          ...(line && (quantity === null || isZero(quantity) || isNegative(quantity)) ? { quantity: 'Enter how many.' } : {}),
          ...(line || why ? {} : { why: 'Say why in a few words.' }),
        };
        return { wrong, line, body: line ? { quantity, reason } : { reason, why } };
      },
      send: (options, body, { line }) =>
        post(path(order, line ? `lines/${line}/cancel` : 'cancel'), body, { ...options, version: order.version }),
      done: `${order.order}: cancelled as asked.`,
    });
  },
};

async function binsOf(site, item) {
  return (await get('/stock', { site, item })).items.flatMap(row => row.bins);
}
