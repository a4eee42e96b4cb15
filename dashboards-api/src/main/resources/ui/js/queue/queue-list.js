import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { age, countdown, money } from '../format.js';
import { session } from '../session.js';
import { avatar } from '../parts/avatar.js';
import { icon } from '../parts/icon.js';
import { severityMark } from '../parts/severity.js';
import { styled } from '../parts/styled.js';
import { dueAt, isOpen, timeLeftShare, urgency } from './queue-model.js';

/** Rows in the order of money at risk for the time left; both factors are columns. */
export function queueTable({ rows, current, picked, open, pick, pickAll }) {
  const all = rows.length > 0 && rows.every(row => picked.has(row.exception));
  return html`<table class="q stick" aria-label="Exceptions, by money at risk and time left">
    <colgroup>
      <col class="w40" />
      <col class="w30" />
      <col />
      <col class="w92" />
      <col class="w96" />
      <col class="w40" />
      <col class="w52" />
    </colgroup>
    <thead>
      <tr>
        <th>
          <span class="hit"
            ><input type="checkbox" aria-label="Select all on this page" .checked=${all} @change=${event => pickAll(event.target.checked)}
          /></span>
        </th>
        <th><span class="sr">Severity</span></th>
        <th title="Money at risk × customer class ÷ time left">Priority <span aria-hidden="true">↓</span></th>
        <th class="r">At risk</th>
        <th class="r" title="Last safe moment or time to decide, whichever comes first">Due</th>
        <th><span class="sr">Owner</span></th>
        <th class="r">Age</th>
      </tr>
    </thead>
    <tbody>
      ${repeat(
        rows,
        row => row.exception,
        row => line(row, { selected: row.exception === current, picked: picked.has(row.exception), open, pick }),
      )}
    </tbody>
  </table>`;
}

function line(row, { selected, picked, open, pick }) {
  const tone = urgency(row);
  return html`<tr
    class="go"
    data-id=${row.exception}
    tabindex=${selected ? 0 : -1}
    aria-selected=${selected ? 'true' : 'false'}
    @click=${event => (event.target.closest('.hit') ? null : open(row.exception))}
  >
    <td>
      <span class="hit"
        ><input type="checkbox" tabindex="-1" aria-label="Select ${row.exception}" .checked=${picked} @change=${() => pick(row.exception)}
      /></span>
    </td>
    <td class="mark">${severityMark(row.severity)}</td>
    <td class="what">
      <div class="a trunc">${row.typeTitle}</div>
      <div class="b trunc" title=${row.heading}>${row.heading}</div>
    </td>
    <td class="r strong">${money(row.valueAtRisk, session.currency, { cents: 'never' })}</td>
    <td class="r">
      ${
        isOpen(row) && dueAt(row)
          ? html`<div class="lsm ${tone}">
              <span class="${tone || 'soft'} nowrap">${tone === 'bad' ? icon('clock', 's') : ''} ${countdown(dueAt(row))}</span>
              <span class="meter" aria-hidden="true"><i ${styled({ width: `${100 * timeLeftShare(row)}%` })}></i></span>
            </div>`
          : html`<span class="muted">${isOpen(row) ? 'no limit' : row.state === 'DECIDED' ? 'decided' : 'went away'}</span>`
      }
    </td>
    <td>${avatar(row.owner, row.ownerName ?? undefined)}</td>
    <td class="r muted nowrap">${age(row.raisedAt)}</td>
  </tr>`;
}
