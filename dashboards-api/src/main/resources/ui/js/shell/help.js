import { html } from 'lit';
import { keysOn, switchKeys } from '../keys.js';
import { openDialog } from '../parts/dialog.js';
import { PLACES } from './places.js';

const KEYS = [
  ['j k', 'Next, previous'],
  ['Enter', 'Open'],
  ['Esc', 'Close, back'],
  ['x', 'Select'],
  ['m', 'Take it'],
  ['c', 'Comment'],
  ['y', 'Approve, then Ctrl Enter'],
  ['n', 'Reject, then Ctrl Enter'],
  ['a', 'Next alternative'],
  ['f', 'Filter'],
  ['/', 'Search'],
  ...PLACES.map(place => [`g ${place.letter}`, place.name]),
  ['Ctrl K', 'Search or command'],
  ['?', 'This list'],
];

export function openHelp() {
  openDialog(
    handle => html`
      <header><h2>Keyboard</h2></header>
      <div class="body">
        <dl class="keys">
          ${KEYS.map(
            ([keys, what]) =>
              html`<div>
                <dt>${what}</dt>
                <dd>${keys.split(' ').map(key => html`<kbd>${key}</kbd>`)}</dd>
              </div>`,
          )}
        </dl>
        <label class="row">
          <input type="checkbox" .checked=${keysOn()} @change=${event => switchKeys(event.target.checked)} />
          Single keys are on
        </label>
        <p class="muted">Single keys are off while you type. A scanner never triggers them.</p>
      </div>
      <footer><button class="btn big" type="button" data-first @click=${() => handle.close()}>Close</button></footer>
    `,
    { label: 'Keyboard' },
  );
}
