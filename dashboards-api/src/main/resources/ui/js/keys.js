/**
 * Single-key shortcuts. They are off in fields and dialogs, can be switched off (WCAG 2.1.4), swallow their key, and ignore
 * a barcode scanner: keys that follow each other faster than a person types are a scan, not a command.
 */

const SCAN_GAP_MS = 25;
const PREFIX_MS = 900;
const IN_FIELD = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]';

const layers = [];
let pending = null;
let lastKeyAt = 0;
let scanning = false;
let prefix = null;

export const keysOn = () => localStorage.getItem('setpoint.keys') !== 'off';
export const switchKeys = on => localStorage.setItem('setpoint.keys', on ? 'on' : 'off');

/** A Lit controller: the keys of a screen, bound while it is on the page. Keys are names such as "j" or "g q". */
export class Shortcuts {
  constructor(host, keys) {
    this.keys = keys;
    host.addController(this);
  }
  hostConnected() {
    layers.push(this.keys);
  }
  hostDisconnected() {
    layers.splice(layers.indexOf(this.keys), 1);
  }
}

/** Keys that hold everywhere. */
export function globalKeys(keys) {
  layers.unshift(keys);
}

const find = name => layers.findLast(keys => name in keys)?.[name];

function run(name, event) {
  if (prefix) {
    const long = `${prefix.key} ${name}`;
    clearTimeout(prefix.timer);
    prefix = null;
    if (find(long)) return find(long)(event);
  }
  if (layers.some(keys => Object.keys(keys).some(key => key.startsWith(`${name} `)))) {
    prefix = { key: name, timer: setTimeout(() => (prefix = null), PREFIX_MS) };
    return;
  }
  find(name)?.(event);
}

addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector('dialog[open]') || event.target.closest?.(IN_FIELD)) return;
  const name = event.shiftKey && /^[A-Z]$/.test(event.key) ? `Shift ${event.key.toLowerCase()}` : event.key;
  const printable = event.key.length === 1 && event.key !== ' ';
  if (!printable) {
    if (event.key === 'Enter' && scanning) return event.preventDefault();
    if (find(name)) {
      if (event.key === 'Enter' && event.target.closest?.('a, button, summary')) return;
      find(name)(event);
    }
    return;
  }
  if (!keysOn() && name !== '?') return;
  event.preventDefault(); /* or the letter lands in the field that a dialog focuses */
  if (event.repeat) return run(name, event);
  const now = performance.now();
  const gap = now - lastKeyAt;
  lastKeyAt = now;
  clearTimeout(pending);
  scanning = gap < SCAN_GAP_MS;
  if (scanning) {
    prefix = null;
    pending = setTimeout(() => (scanning = false), 150);
    return;
  }
  pending = setTimeout(() => run(name, event), SCAN_GAP_MS + 5);
});
