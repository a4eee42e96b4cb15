import { html } from 'lit';
import { companyBadge } from '../parts/company-badge.js';
import { icon } from '../parts/icon.js';

/** The head of a scan screen: where one is and whether all is sent. */
export const head = ({ back, title, place, state = '' }) => html`
  <header class="floor-head">
    ${back ? html`<a class="back" href=${back.href} aria-label=${back.name}>${icon('left', 'big')}</a>` : ''} ${companyBadge()}
    <div class="grow">
      <h1 class="trunc">${title}</h1>
      <p class="muted small trunc">${place}</p>
    </div>
    ${state}
  </header>
`;

/** Where a scan shows; the screen keyboard stays away, a scanner types without it. */
export const scanField = label => html`
  <div class="scanbox">
    <label for="scan">${label}</label>
    <input id="scan" data-scan autocomplete="off" autocapitalize="off" spellcheck="false" inputmode="none" placeholder="Waiting for scan" />
  </div>
`;

const MARKS = { ready: 'scan', right: 'check', wrong: 'cross', back: 'undo' };

/** What to do, or what the last scan was: a frame, a mark and words, never colour alone. */
export const verdict = (kind, title, body = '') => html`
  <section class="verdict ${kind}" role=${kind === 'wrong' ? 'alert' : 'status'} data-verdict=${kind}>
    <h2>${icon(MARKS[kind], 'big')}${title}</h2>
    ${body}
  </section>
`;

/** What was refused: what was scanned, and why. */
export const wrong = (problem, code) =>
  verdict(
    'wrong',
    problem.title,
    html`${problem.detail ? html`<p>${problem.detail}</p>` : ''}${code ? html`<p class="scanned">Scanned <b class="mono">${code}</b></p>` : ''}`,
  );
