import { html } from 'lit';
import { stampOfInstant, today } from '../format.js';
import { setQuery } from '../router.js';
import { session } from '../session.js';
import { cancelButton, openDialog } from '../parts/dialog.js';

/** Shows every number as it was known at a moment: facts committed later are left out. */
export function openKnownAt() {
  let wrong = '';
  openDialog(
    handle => html`
      <header><h2>As known on</h2></header>
      <form
        method="dialog"
        @submit=${event => {
          event.preventDefault();
          const value = new FormData(event.target).get('at');
          const instant = value ? localInstant(value, session.zone()) : null;
          wrong = !instant ? 'Enter a date and time.' : instant > new Date() ? 'This moment has not come yet.' : '';
          if (wrong) return handle.update();
          handle.close();
          setQuery({ at: stampOfInstant(instant) });
        }}
      >
        <div class="body">
          <div class="field">
            <label for="known-at">Date and time, ${session.zone()}</label>
            <input
              id="known-at"
              name="at"
              data-first
              type="datetime-local"
              .value=${`${today(session.zone())}T00:00`}
              aria-invalid=${Boolean(wrong)}
              aria-describedby="known-at-hint"
            />
            <span class="hint ${wrong ? 'bad' : ''}" id="known-at-hint"
              >${wrong || 'What was committed later is left out. Read only.'}</span
            >
          </div>
        </div>
        <footer>${cancelButton(handle)}<button class="btn pri big" type="submit">Show</button></footer>
      </form>
    `,
    { label: 'As known on' },
  );
}

/** The instant at which clocks in the zone show this local time. */
function localInstant(local, zone) {
  const guess = new Date(`${local}:00Z`);
  if (Number.isNaN(guess.valueOf())) return null;
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(guess);
  const offset = new Date(`${shown.replace(' ', 'T')}Z`) - guess;
  return new Date(guess - offset);
}
