/** One text and one picture for each state of a screen; none may look like another. */
import { html } from 'lit';
import { session } from '../session.js';
import { clockSeconds } from '../format.js';
import { anyOf } from './avatar.js';
import { icon } from './icon.js';
import { styled } from './styled.js';
import { toast } from './toast.js';

export const empty = ({ mark, tone = '', title, text, actions = '' }) => html`
  <div class="empty" role="status">
    <span class="mark ${tone}">${icon(mark, 'big')}</span>
    <h2>${title}</h2>
    <p>${text}</p>
    ${actions ? html`<div class="row wrap">${actions}</div>` : ''}
  </div>
`;

const bar = (width, height = 10) => html`<span class="sk" ${styled({ width, height: `${height}px` })}></span>`;

/** The shape of a list while it loads; CSS shows it only after 400 ms. */
export const loadingRows = (what, rows = 6) => html`
  <div class="loading" aria-busy="true" role="status" aria-label="Loading ${what}">
    ${Array.from({ length: rows }, (_, index) => {
      const width = [70, 55, 64, 48][index % 4];
      return html`<div class="row">
        ${bar('14px', 14)}
        <div class="grow lines">${bar(`${width}%`)}${bar(`${width - 20}%`, 8)}</div>
        ${bar('56px')}
      </div>`;
    })}
  </div>
`;

/** What failed, what is unaffected, an id and the time; or, for a refusal of rights, whom to ask. */
export function failed(problem, { what, retry } = {}) {
  if (problem.status === 403) return forbidden(problem);
  if (problem.status === 0) {
    return empty({
      mark: 'off',
      title: 'No connection',
      text: 'You can read what is open here. Decisions wait until the server answers again.',
      actions: html`<button class="btn" type="button" @click=${retry}>Try now</button>`,
    });
  }
  if (problem.status === 404) {
    return empty({ mark: 'search', title: problem.title, text: problem.detail || 'It may stand in another company or site.' });
  }
  return empty({
    mark: 'alert',
    tone: 'bad',
    title: what ? `${what} did not load` : problem.title,
    text: html`${problem.detail || problem.title} Error <span class="mono">${problem.id || problem.code || problem.status}</span>,
      ${clockSeconds(problem.at, session.zone())}.`,
    actions: html`
      ${retry ? html`<button class="btn" type="button" @click=${retry}>Try again</button>` : ''}
      <button
        class="btn quiet"
        type="button"
        @click=${() => copyText(`${problem.id || problem.code} ${problem.at.toISOString()} ${problem.title}: ${problem.detail}`, 'Error copied.')}
      >
        ${icon('copy')}Copy
      </button>
    `,
  });
}

export const forbidden = problem =>
  empty({
    mark: 'lock',
    title: problem.title || 'Not open to your role',
    text: html`${problem.detail}
    ${problem.allowed?.length ? html`${anyOf(problem.allowed)} can.` : html`An administrator of ${session.company?.name ?? 'the company'} grants it.`}`,
  });

export async function copyText(text, said) {
  await navigator.clipboard.writeText(text);
  toast(said);
}
