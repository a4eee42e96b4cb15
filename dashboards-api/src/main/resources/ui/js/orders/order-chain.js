import { html } from 'lit';
import { moment } from '../format.js';
import { session } from '../session.js';
import { icon } from '../parts/icon.js';

const SPOKEN = { done: 'done', risk: 'at risk', now: 'next', plan: 'planned' };

/** The order's way from promise to delivery, each step with its time and the person behind it. */
export const orderChain = (steps, site) => html`
  <ol class="chain">
    ${steps.map(
      step =>
        html`<li class=${step.state}>
          <span class="dot" aria-hidden="true">${step.state === 'done' ? icon('check', 's') : ''}</span>
          <span class="n">${step.name} <span class="sr">${SPOKEN[step.state]}</span></span>
          <span class=${step.state === 'risk' ? 'bad' : 'soft'}>
            ${step.event ? html`<span title=${new Date(step.event.occurredAt).toISOString()}>${moment(step.event.occurredAt, session.zone(site))}</span>` : SPOKEN[step.state]}
          </span>
          <span class="m">${step.event?.actorName ?? step.event?.actor ?? ''}</span>
          ${step.risk ? html`<span class="m bad">${step.risk}</span>` : step.partly ? html`<span class="m">in part</span>` : ''}
        </li>`,
    )}
  </ol>
`;
