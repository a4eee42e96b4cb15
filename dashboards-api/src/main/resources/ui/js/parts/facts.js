import { html } from 'lit';

/** Label and value pairs in a row; a pair without a value is left out. */
export const facts = pairs =>
  html`<dl class="facts">
    ${pairs.filter(([, value]) => value !== null && value !== undefined && value !== '').map(
      ([label, value]) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
