import { html } from 'lit';
import { eventName, moment, shortId } from '../format.js';
import { session } from '../session.js';
import { copyText } from '../parts/states.js';

/** Events with their time at the site and the person behind them; the whole id is one click away. */
export function eventTable(events, zone = session.zone()) {
  return html`<table class="events">
    <thead>
      <tr>
        <th>Event</th>
        <th>Happened</th>
        <th>Who</th>
        <th>Content</th>
        <th>Event id</th>
      </tr>
    </thead>
    <tbody>
      ${events.map(
        event =>
          html`<tr>
            <td class="strong nowrap">${eventName(event.type)}</td>
            <td
              class="nowrap t"
              title="${new Date(event.occurredAt).toISOString()}${event.recordedAt ? `, recorded ${new Date(event.recordedAt).toISOString()}` : ''}"
            >
              ${moment(event.occurredAt, zone, { seconds: true })}
            </td>
            <td class="nowrap">${event.actorName ?? event.actor ?? ''}</td>
            <td class="soft">${event.summary ?? event.content ?? ''}</td>
            <td class="mono nowrap">
              <button class="linklike" type="button" title=${event.id} @click=${() => copyText(event.id, 'Event id copied.')}>
                ${shortId(event.id)}
              </button>
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
