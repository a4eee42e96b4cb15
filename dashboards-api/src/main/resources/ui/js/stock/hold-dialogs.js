import { html } from 'lit';
import { post } from '../api.js';
import { decimal, isNegative, isZero } from '../format.js';
import { session } from '../session.js';
import { choice, field, formDialog, plain, words } from '../parts/form-dialog.js';

const REASONS = [
  ['QUALITY', 'Quality has to be checked'],
  ['DAMAGE', 'Damaged'],
  ['EXPIRY', 'Past or near its date'],
  ['RECALL', 'Recalled'],
  ['INVESTIGATION', 'Under investigation'],
];

/** Puts what stands in a bin on hold: all of it, one item, or a quantity of that item. */
export const holdStock = ({ item = '', bin = '', site = session.site || session.sites[0]?.site }) =>
  formDialog({
    heading: 'Put stock on hold',
    button: 'Put on hold',
    body: wrong => html`
      <div class="form-row">
        <div class="field">
          <label for="site">Site</label>
          <select id="site" name="site">
            ${session.sites.map(each => html`<option value=${each.site} ?selected=${each.site === site}>${each.name}</option>`)}
          </select>
        </div>
        ${field({ name: 'bin', label: 'Bin', value: bin, wrong })}
      </div>
      <div class="form-row">
        ${field({ name: 'item', label: 'Item', value: item, wrong, first: false, hint: 'Empty: every item in the bin' })}
        ${field({ name: 'quantity', label: 'Quantity', wrong, mode: 'decimal', first: false, hint: 'Empty: all that is not on hold' })}
      </div>
      ${choice({ name: 'reason', label: 'Reason', options: REASONS, wrong })} ${words({ name: 'note', label: 'What is known', wrong })}
      <p class="muted">It stays on hand and is neither promised nor picked until another role releases it.</p>
    `,
    read: fields => {
      const text = name => fields.get(name).trim();
      const quantity = plain(fields.get('quantity'));
      return {
        wrong: {
          ...(text('bin') ? {} : { bin: 'Enter the bin.' }),
          ...(text('quantity') && (quantity === null || isZero(quantity) || isNegative(quantity)) ? { quantity: 'Enter how many.' } : {}),
          ...(text('quantity') && !text('item') ? { item: 'A quantity needs its item.' } : {}),
          ...(fields.get('reason') ? {} : { reason: 'Choose a reason.' }),
        },
        body: {
          site: fields.get('site'),
          bin: text('bin'),
          reason: fields.get('reason'),
          ...(text('item') ? { item: text('item') } : {}),
          ...(text('quantity') ? { quantity } : {}),
          ...(text('note') ? { note: text('note') } : {}),
        },
      };
    },
    send: (options, body) => post('/holds', body, options),
    done: answer => `${answer.hold}: on hold.`,
  });

export const releaseHold = hold =>
  formDialog({
    heading: `Release ${hold.hold}`,
    button: 'Release',
    body: wrong => html`
      <table class="post">
        <tbody>
          ${hold.lines.map(
            line =>
              html`<tr>
                <td class="strong">${line.item}</td>
                <td>${hold.bin}, ${session.siteName(hold.site)}</td>
                <td class="r">${decimal(line.open)} ${line.unit}</td>
                <td class="r muted">available then ${decimal(line.available)} and these</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${words({ name: 'why', label: 'What the inspection found', wrong, first: true, hint: 'Released stock can be promised and picked at once.' })}
    `,
    read: fields => {
      const why = fields.get('why').trim();
      return { wrong: why ? {} : { why: 'Say what was found.' }, body: { why } };
    },
    send: (options, body) => post(`/holds/${encodeURIComponent(hold.hold)}/release`, body, { ...options, version: hold.version }),
    done: `${hold.hold} released.`,
  });
