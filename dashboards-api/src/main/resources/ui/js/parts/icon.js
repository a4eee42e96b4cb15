import { html, svg } from 'lit';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';

/* 16-unit grid, stroke 1.5. Constants of this file only: nothing from a person or a server is ever drawn here. */
const PATHS = {
  board:
    '<rect x="2" y="2" width="5" height="7" rx="1"/><rect x="9" y="2" width="5" height="4" rx="1"/><rect x="2" y="11" width="5" height="3" rx="1"/><rect x="9" y="8" width="5" height="6" rx="1"/>',
  queue: '<path d="M2 3.5h12M2 8h12M2 12.5h7"/><circle cx="13" cy="12.5" r="1.2"/>',
  order: '<path d="M3 1.8h7l3 3v9.4H3z"/><path d="M5.5 7.5h5M5.5 10.5h5"/>',
  bill: '<path d="M3.500 1.800h9v12.400l-2.200-1.400-2.300 1.400-2.300-1.400-2.200 1.400z"/><path d="M6 5.500h4M6 8.500h4"/>',
  adjust: '<path d="M4 2v12M8 2v12M12 2v12"/><path d="M2.5 10h3M6.5 5h3M10.5 8.5h3" stroke-width="2.4"/>',
  shield: '<path d="M8 1.8l5 2v4c0 3-2 5.2-5 6.4C5 13 3 10.8 3 7.8v-4z"/>',
  search: '<circle cx="7" cy="7" r="4.5"/><path d="M10.5 10.5L14 14"/>',
  moon: '<path d="M13 9.5A5.5 5.5 0 016.5 3 5.5 5.5 0 1013 9.5z"/>',
  down: '<path d="M4 6l4 4 4-4"/>',
  right: '<path d="M6 4l4 4-4 4"/>',
  cross: '<path d="M4 4l8 8M12 4l-8 8"/>',
  check: '<path d="M3 8.5l3.2 3L13 4.5"/>',
  plus: '<path d="M8 3v10M3 8h10"/>',
  clock: '<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.5 1.5"/>',
  alert: '<path d="M8 2l6.5 11.5h-13z"/><path d="M8 6.5v3M8 11.5v.01"/>',
  info: '<circle cx="8" cy="8" r="6"/><path d="M8 7.5v3.5M8 5v.01"/>',
  replay: '<path d="M2.5 8A5.5 5.5 0 118 13.5"/><path d="M2.3 4.5V8h3.5"/>',
  link: '<path d="M6.5 9.5l3-3M7.5 4.5l1-1a2.8 2.8 0 014 4l-1 1M8.5 11.5l-1 1a2.8 2.8 0 01-4-4l1-1"/>',
  copy: '<rect x="5.5" y="5.5" width="8" height="8" rx="1"/><path d="M10.5 5.5v-3h-8v8h3"/>',
  lock: '<rect x="3" y="7" width="10" height="7" rx="1"/><path d="M5.5 7V4.8a2.5 2.5 0 015 0V7"/>',
  off: '<path d="M2 2l12 12M1.5 6a9.5 9.5 0 013-2M6.5 3.2A9.5 9.5 0 0114.5 6M4 9a6 6 0 013-1.8M12 9l-1-.8M8 12.5v.01"/>',
  user: '<circle cx="8" cy="5.5" r="2.8"/><path d="M2.8 14c.6-3 2.5-4.5 5.2-4.5s4.6 1.5 5.2 4.5"/>',
  filter: '<path d="M2 4h12M4.5 8h7M6.5 12h3"/>',
  rise: '<path d="M8 13V3M4 7l4-4 4 4"/>',
  fall: '<path d="M8 3v10M4 9l4 4 4-4"/>',
  flag: '<path d="M3.5 14V2.5h9l-2 3.2 2 3.3h-9"/>',
  box: '<path d="M2 5l6-3 6 3v6.5l-6 3-6-3zM2 5l6 3 6-3M8 8v6.5"/>',
  undo: '<path d="M5 3L2 6l3 3"/><path d="M2 6h7.5a4 4 0 010 8H6"/>',
  chart: '<path d="M2 13.5h12M2 11l3.5-4 3 2.5L14 3.5"/>',
  dots: '<path d="M3.5 8h.01M8 8h.01M12.5 8h.01" stroke-width="2.2"/>',
  sun: '<circle cx="8" cy="8" r="3"/><path d="M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.400 3.400l1.100 1.100M11.500 11.500l1.100 1.100M3.400 12.600l1.100-1.100M11.500 4.500l1.100-1.100"/>',
  out: '<path d="M6 2.500H3v11h3M7 8h7M11 5l3 3-3 3"/>',
  cart: '<path d="M1.500 2.500h2l1.500 7.500h7l1.800-5.500H4.200"/><circle cx="6" cy="13" r="1.200"/><circle cx="11" cy="13" r="1.200"/>',
  dock: '<path d="M2 14V5.500L8 2l6 3.500V14"/><path d="M5 14V8h6v6M5 10.500h6"/>',
  transfer: '<path d="M2 5.500h10.500M10 2.800l2.700 2.700L10 8.200M14 10.500H3.500M6 7.800l-2.700 2.700L6 13.200"/>',
  scan: '<path d="M2 5V2.500h2.500M11.500 2.500H14V5M14 11v2.500h-2.500M4.500 13.500H2V11M5 5.500v5M8 5.500v5M11 5.500v5"/>',
  left: '<path d="M10 4L6 8l4 4"/>',
  keypad:
    '<path d="M4 3.500h.01M8 3.500h.01M12 3.500h.01M4 8h.01M8 8h.01M12 8h.01M4 12.500h.01M8 12.500h.01M12 12.500h.01" stroke-width="2.2"/>',
  pen: '<path d="M3 13l.8-3.200L11 2.600l2.400 2.400-7.200 7.200z"/>',
  count: '<path d="M3.500 3.500v9M6.500 3.500v9M9.500 3.500v9M12.500 3.500v9M1.800 11l12.400-6"/>',
  truck:
    '<path d="M1.500 4h8v7h-8zM9.500 6.500h3l2 2.200V11h-5z"/><circle cx="4.500" cy="12" r="1.300"/><circle cx="11.800" cy="12" r="1.300"/>',
};

/** @param {string} size "s" for 12 px, "big" for 24 px */
export const icon = (name, size = '') => html`<svg class="i ${size}" viewBox="0 0 16 16" aria-hidden="true">${drawn(name)}</svg>`;

function drawn(name) {
  if (!(name in PATHS)) throw new RangeError(`No icon ${name}`);
  return svg`${unsafeSVG(PATHS[name])}`;
}

export const logo = () =>
  html`<svg viewBox="0 0 20 20" aria-hidden="true">
    <rect x="1" y="6.5" width="18" height="7" rx="1.5" fill="none" stroke="currentColor" stroke-width="1.5" />
    <path d="M10 3.5v13" stroke="currentColor" stroke-width="1.5" />
    <circle cx="13.8" cy="10" r="2.2" class="logo-at" />
  </svg>`;
