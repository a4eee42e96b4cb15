import { html } from 'lit';
import { moment, instantOfStamp } from '../format.js';
import { setQuery, query } from '../router.js';
import { session } from '../session.js';
import { icon } from '../parts/icon.js';
import { copyText } from '../parts/states.js';
import { openKnownAt } from './known-at-dialog.js';
import { DEFAULT_PERIOD, periodChoices } from './period.js';

/** What the board is about: period, only deviations, now or as known at a moment. All of it stands in the address. */
export function scopeBar({ deviating, baseline }) {
  const period = query().get('period') ?? DEFAULT_PERIOD;
  const attention = query().get('attention') === '1';
  const at = query().get('at');
  return html`<form class="bar" aria-label="Scope" @submit=${event => event.preventDefault()}>
    <label class="pick">
      <span class="k">Period</span>
      <select aria-label="Period" @change=${event => setQuery({ period: event.target.value === DEFAULT_PERIOD ? '' : event.target.value })}>
        ${periodChoices(period).map(choice => html`<option value=${choice.id} ?selected=${choice.id === period}>${choice.label}</option>`)}
      </select>
    </label>
    ${baseline ? html`<span class="muted against">against ${baseline}</span>` : ''}
    <span class="grow"></span>
    <button
      class="btn"
      type="button"
      aria-pressed=${attention ? 'true' : 'false'}
      @click=${() => setQuery({ attention: attention ? '' : '1' })}
    >
      Needs attention <span class="muted num">${deviating}</span>
    </button>
    <span class="seg" role="group" aria-label="Time of knowledge">
      <button type="button" aria-pressed=${at ? 'false' : 'true'} @click=${() => setQuery({ at: '' })}>Live</button>
      <button type="button" aria-pressed=${at ? 'true' : 'false'} @click=${openKnownAt}>
        ${at ? `As known ${moment(instantOfStamp(at), session.zone())}` : 'As known on…'}
      </button>
    </span>
    <button
      class="btn icon"
      type="button"
      aria-label="Copy link"
      title="Copy link"
      @click=${() => copyText(location.href, 'Link copied. It carries filters, never rights.')}
    >
      ${icon('link')}
    </button>
  </form>`;
}
