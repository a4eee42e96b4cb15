/**
 * A keyboard-wedge scanner types a code and ends it with Enter, wherever the focus is. While a scan screen is open every
 * key comes here first and goes no further: no character of a code can press a button or trigger a shortcut.
 */

export const SEPARATOR = '\u001d';
/** What cannot stand in a GS1 value and so can stand for the group separator, where a scanner cannot send one. */
export const STAND_INS = ['~', '|', '^', '#', '@', '$', '{', '}', '`', '\\'];

const STALE_MS = 3_000; /* what was begun and never ended is no part of the next scan */
const BURST_MS = 100; /* a second end, as after CR comes LF */
const FIELD = 'input[data-scan]';
const TYPED_IN = 'input:not([data-scan]):not([type=date]):not([type=checkbox]), textarea';

let text = '';
let lastAt = 0;

export const standIn = () => localStorage.getItem('setpoint.separator') ?? '';
export const chooseStandIn = character => localStorage.setItem('setpoint.separator', character);

/** A code as a person can read it. */
export const readable = code => code.replaceAll(SEPARATOR, '\u241d');

/** A Lit controller: hands each code that was scanned on this screen to {@code take}. The code begun outlives the screen. */
export class Wedge {
  #host;
  #take;

  constructor(host, take) {
    this.#host = host;
    this.#take = take;
    host.addController(this);
  }

  hostConnected() {
    addEventListener('keydown', this.#down, { capture: true });
    addEventListener('keyup', this.#up, { capture: true });
    this.#host.addEventListener('input', this.#inserted);
    this.#host.addEventListener('click', this.#clicked);
  }

  hostDisconnected() {
    removeEventListener('keydown', this.#down, { capture: true });
    removeEventListener('keyup', this.#up, { capture: true });
    this.#host.removeEventListener('input', this.#inserted);
    this.#host.removeEventListener('click', this.#clicked);
  }

  /** Text that comes as a whole, as from a scanner app's input method, needs a field in focus. */
  hostUpdated() {
    this.#show();
    if (document.activeElement === document.body || document.activeElement?.id === 'main') this.#focus();
  }

  #focus() {
    this.#host.querySelector(FIELD)?.focus({ preventScroll: true });
  }

  #show() {
    const field = this.#host.querySelector(FIELD);
    if (field) field.value = readable(text);
  }

  #down = event => {
    event.stopPropagation();
    if (event.target.closest?.(TYPED_IN)) return;
    const character = characterOf(event);
    if (character === null) {
      if (event.ctrlKey && event.key.toLowerCase() === 'k') event.preventDefault();
      return;
    }
    const gap = event.timeStamp - lastAt;
    if (gap > STALE_MS) text = '';
    if (!text && (character === '\n' ? gap > BURST_MS : character === ' ')) return; /* a person presses what has the focus */
    event.preventDefault();
    lastAt = event.timeStamp;
    if (character !== '\n') text += character;
    else if (text) this.#end();
    this.#show();
  };

  /** A button is pressed when the space bar comes up. */
  #up = event => {
    event.stopPropagation();
    if (event.key === ' ' && text) event.preventDefault();
  };

  #inserted = event => {
    if (!event.target.matches(FIELD)) return;
    text = event.target.value.replaceAll('\u241d', SEPARATOR);
    lastAt = event.timeStamp;
  };

  #clicked = event => {
    if (event.detail > 0 && !event.target.closest('a, input, select, summary')) this.#focus();
  };

  #end() {
    const code = standIn() ? text.replaceAll(standIn(), SEPARATOR) : text;
    text = '';
    this.#take(code);
  }
}

/** What a key adds to a code: a character, the separator, the end as a line feed, or null for a key that is no text. */
function characterOf(event) {
  if (event.key === 'Enter') return '\n';
  if (event.key === SEPARATOR) return SEPARATOR;
  if (event.ctrlKey && !event.altKey) {
    if (event.key === ']' || event.code === 'BracketRight') return SEPARATOR;
    return ['j', 'm'].includes(event.key.toLowerCase()) ? '\n' : null; /* control characters LF and CR */
  }
  const composed = event.getModifierState('AltGraph');
  if (event.key.length !== 1 || event.metaKey || ((event.altKey || event.ctrlKey) && !composed)) return null;
  return event.key;
}
