import { html } from 'lit';
import { post } from '../api.js';
import { count, decimal } from '../format.js';
import { session } from '../session.js';
import { field, formDialog, plain, plainText } from '../parts/form-dialog.js';

/** Groups released orders of a site that are in no wave: those due by a day, of a shipping mode, up to so many lines. */
export const createWave = site =>
  formDialog({
    heading: `Create a wave at ${session.siteName(site)}`,
    button: 'Create wave',
    body: wrong => html`
      <p>Whole orders that are released and in no open wave, the oldest promise first. What is left empty limits nothing.</p>
      <div class="form-row">
        ${field({ name: 'dueBy', label: 'Promised by', type: 'date', wrong })} ${field({ name: 'shippingMode', label: 'Shipping mode', first: false, wrong })}
      </div>
      <div class="form-row">
        ${field({ name: 'aisle', label: 'Aisle', first: false, wrong, hint: 'How the bins to pick from begin.' })}
        ${field({ name: 'maxLines', label: 'Lines at most', value: '50', mode: 'numeric', first: false, wrong })}
      </div>
    `,
    read: fields => {
      const lines = fields.get('maxLines').trim();
      return {
        wrong: !lines || /^[1-9]\d*$/.test(lines) ? {} : { maxLines: 'A whole number of lines.' },
        body: {
          site,
          dueBy: fields.get('dueBy') || null,
          shippingMode: fields.get('shippingMode').trim() || null,
          aisle: fields.get('aisle').trim() || null,
          maxLines: lines ? Number(lines) : null,
        },
      };
    },
    send: (options, body) => post('/waves', body, options),
    done: wave => `${wave.wave} created: ${count(wave.orders.length)} orders, ${count(wave.stops.length)} stops.`,
  });

/** Says what was taken at a stop; less needs a reason. */
export const confirmStop = (wave, stop) =>
  formDialog({
    heading: `Stop ${stop.stopNo}: bin ${stop.bin}`,
    button: 'Confirm',
    body: wrong => html`
      <p>
        Take <b>${decimal(stop.required)} ${stop.unit}</b> of <b>${stop.item}</b> ${stop.name}${stop.lot ? html`, lot <b>${stop.lot}</b>` : ''}.
      </p>
      <div class="form-row">
        ${field({ name: 'taken', label: `Taken, in ${stop.unit}`, value: plainText(stop.required), mode: 'decimal', wrong })}
        ${field({ name: 'shortReason', label: 'Why less', first: false, wrong, hint: 'Only if less was taken.' })}
      </div>
    `,
    read: fields => {
      const taken = plain(fields.get('taken'));
      return {
        wrong: taken === null ? { taken: 'A number such as 12 or 12.5.' } : {},
        body: { taken, shortReason: fields.get('shortReason').trim() || null },
      };
    },
    send: (options, body) =>
      post(`/waves/${encodeURIComponent(wave.wave)}/stops/${stop.stopNo}/confirm`, body, { ...options, version: wave.version }),
    done: answer => (answer.state === 'CLOSED' ? `${answer.wave} is picked.` : `Stop ${stop.stopNo} confirmed.`),
  });

const end = (wave, verb, heading, text) =>
  formDialog({
    heading,
    button: heading,
    body: () => html`<p>${text}</p>`,
    send: options => post(`/waves/${encodeURIComponent(wave.wave)}/${verb}`, {}, { ...options, version: wave.version }),
    done: `${wave.wave}: done.`,
  });

export const closeWave = wave =>
  end(wave, 'close', `Close ${wave.wave}`, 'Orders of which nothing was taken are left out and can go into another wave.');

export const cancelWave = wave =>
  end(wave, 'cancel', `Cancel ${wave.wave}`, 'Nothing was confirmed yet. All its orders can go into another wave.');
