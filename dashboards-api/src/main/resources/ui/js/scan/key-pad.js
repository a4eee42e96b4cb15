import { html } from 'lit';
import { icon } from '../parts/icon.js';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '0'];
const LONGEST = 12;

/** A typed key added to what stands there; what would be no quantity of three decimals changes nothing. */
export const pressed = (typed, key) => {
  const next = key === '.' && !typed ? '0.' : typed === '0' && key !== '.' ? key : typed + key;
  return next.length <= LONGEST && /^\d+(\.\d{0,3})?$/.test(next) ? next : typed;
};

/** Digits under one thumb: a screen keyboard would hide the page and a field would swallow the next scan. */
export const keyPad = ({ typed, unit, change }) => html`
  <output class="typed" aria-label="Typed quantity">${typed || html`<span class="muted">0</span>`} <small>${unit}</small></output>
  <div class="pad-keys">
    ${KEYS.map(
      key => html`<button type="button" data-key=${key} aria-label=${key === '.' ? 'Point' : key} @click=${() => change(pressed(typed, key))}>${key}</button>`,
    )}
    <button type="button" data-key="back" aria-label="Take the last digit away" @click=${() => change(typed.slice(0, -1))}>${icon('left')}</button>
  </div>
`;
