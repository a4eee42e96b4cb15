import { html } from 'lit';
import { count, moment } from '../format.js';
import { href } from '../router.js';
import { session } from '../session.js';
import { icon } from '../parts/icon.js';

/** How many cells are not the same four ways: a number about the numbers, of the last comparison whatever the period. */
export const parityTile = view => html`
  <article class="tile ${view.asOf ? (view.state === 'UNKNOWN' ? 'stale' : '') : 'none'}" data-tile="parity" data-parity=${view.state}>
    <div class="head">
      <h3 class="trunc"><a href=${href('/parity')} data-kpi="parity">Cells that differ</a></h3>
      <span class="st ${view.tone || 'plain'}">${icon(view.mark, 's')}${view.word}</span>
    </div>
    <div class="mid">
      ${view.asOf ? html`<span class="val" data-value="parity">${count(view.differing)}<small></small></span>` : html`<span class="val">No value</span>`}
    </div>
    <p class="says">
      ${view.reason ? `${view.reason}.` : view.differing ? `${view.compared}; which ones, and by which documents, is one click away.` : `${view.compared}: PostgreSQL, Flink, Druid and the API say the same.`}
    </p>
    <div class="foot">
      <span>${view.asOf ? `as at ${moment(view.asOf, session.zone(), { seconds: true })}` : ''}</span>
      <span class="row"><span class="trunc owner">Platform</span></span>
    </div>
  </article>
`;
