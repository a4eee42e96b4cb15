import { html } from 'lit';
import { countdown, count, money } from '../format.js';
import { href } from '../router.js';
import { session } from '../session.js';
import { avatar } from '../parts/avatar.js';
import { icon } from '../parts/icon.js';
import { severityMark } from '../parts/severity.js';
import { dueAt, urgency } from '../queue/queue-model.js';

/** What needs a decision first: money at risk, and the four cases with the most of it for the time left. */
export function decisionStrip({ summary, first }) {
  if (summary.open === 0) {
    return html`<section class="decide calm" aria-labelledby="decide-title">
      <div class="lead">
        <h2 id="decide-title">Needs a decision</h2>
        <div class="v">Nothing open</div>
        <a href=${href('/queue', { tab: 'done' })}>See what was decided</a>
      </div>
    </section>`;
  }
  const breaching = summary.tabs.breaching ?? 0;
  return html`<section class="decide" aria-labelledby="decide-title">
    <div class="lead">
      <h2 id="decide-title">Needs a decision</h2>
      <div class="v num">${money(summary.valueAtRisk, session.currency, { cents: 'never' })} at risk</div>
      <a href=${href('/queue', { tab: 'all' })}
        >${count(summary.open)} ${summary.open === 1 ? 'exception' : 'exceptions'}${breaching ? `, ${count(breaching)} breaching` : ''}</a
      >
    </div>
    ${first.map(item)}
  </section>`;
}

function item(exception) {
  const tone = urgency(exception);
  return html`<div class="it">
    <div class="row what">
      ${severityMark(exception.severity)}<a href=${href('/queue', { tab: 'all', id: exception.exception })}>${exception.heading}</a>
    </div>
    <div class="row num more">
      <b>${money(exception.valueAtRisk, session.currency, { cents: 'never' })}</b>
      ${dueAt(exception) ? html`<span class=${tone || 'soft'}>${tone ? icon('clock', 's') : ''} ${countdown(dueAt(exception))}</span>` : ''}
      <span class="end">${avatar(exception.owner, exception.ownerName)}</span>
    </div>
  </div>`;
}
