import { html } from 'lit';
import { get } from '../api.js';
import { count, freshness, moment } from '../format.js';
import { session } from '../session.js';
import { facts } from '../parts/facts.js';
import { icon } from '../parts/icon.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { empty, failed, loadingRows } from '../parts/states.js';
import { parityModel, shownSums, windowName } from './parity-model.js';

const REREAD_MS = 5_000;
const WAYS = [
  ['postgres', 'PostgreSQL'],
  ['flink', 'Flink'],
  ['druid', 'Druid'],
  ['api', 'API'],
];

/** Whether every number is the same four ways, and if not, which cells and which documents. */
class Parity extends Page {
  constructor() {
    super();
    this.view = new Loaded(this, async signal => parityModel(await get('/parity', { site: session.site }, { signal })));
  }

  connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => document.visibilityState === 'visible' && this.view.load(), REREAD_MS);
    this.view.load();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    super.disconnectedCallback();
  }

  scopeChanged() {
    this.view.forget();
    this.view.load();
  }

  render() {
    const { value, problem } = this.view;
    return html`<div class="page stack">
      ${
        !value && problem
          ? html`<section class="card pad">${failed(problem, { what: 'The comparison', retry: () => this.view.load() })}</section>`
          : !value
            ? html`<section class="card">${loadingRows('the comparison', 4)}</section>`
            : html`${problem ? this.#stale(problem) : ''}${this.#summary(value)}${this.#cells(value)}`
      }
    </div>`;
  }

  #stale(problem) {
    return html`<div class="note warn" role="status">
      ${icon('clock')}<span class="grow">${problem.title}. What stands here is from the last answer.</span>
      <button class="btn" type="button" @click=${() => this.view.load()}>Try now</button>
    </div>`;
  }

  #summary(view) {
    const zone = session.zone();
    return html`<section class="card pad" aria-label="Comparison" data-parity=${view.state}>
      <div class="row wrap">
        <h2 class="grow">The same number four ways</h2>
        <span class="st ${view.tone || 'plain'}">${icon(view.mark, 's')}${view.word}</span>
      </div>
      <p class="muted">
        Each KPI cell is computed by plain SQL over the ERP tables, by Flink from the event log, as a sum of facts in Druid, and read from this
        API, all as at one commit.
      </p>
      ${view.reason ? html`<p class="note warn" role="status">${icon('clock')}<span class="grow">${view.reason}.</span></p>` : ''}
      ${facts([
        ['Compared as at', view.asOf ? moment(view.asOf, zone, { seconds: true }) : null],
        ['Commit stamp', view.stamp ? html`<span class="mono">${view.stamp}</span>` : null],
        ['Cells compared', view.asOf ? count(view.cells) : null],
        ['Cells that differ', view.asOf ? count(view.differing) : null],
        ['Took', view.tookMillis ? freshness(view.tookMillis) : null],
        ['Last attempt', view.attemptedAt ? moment(view.attemptedAt, zone, { seconds: true }) : null],
      ])}
    </section>`;
  }

  #cells(view) {
    if (!view.asOf) return '';
    if (!view.differences.length)
      return html`<section class="card pad">
        ${empty({
          mark: view.differing ? 'filter' : 'check',
          title: view.differing ? 'None at the sites chosen' : 'No cell differs',
          text: view.differing
            ? `${count(view.differing)} cells of other sites differ.`
            : html`PostgreSQL, Flink, Druid and the API agree on all ${count(view.cells)} cells of <b>${session.company?.name ?? ''}</b>.`,
        })}
      </section>`;
    return html`<section class="card wide" aria-label="Cells that differ">
      <table class="stick list-table">
        <thead>
          <tr>
            <th>KPI</th>
            <th>Site</th>
            <th>Day or bucket</th>
            ${WAYS.map(([, name]) => html`<th class="r">${name}</th>`)}
            <th>Documents that make the difference</th>
          </tr>
        </thead>
        <tbody>
          ${view.differences.map(difference => this.#row(difference))}
        </tbody>
      </table>
      ${
        view.differing > view.differences.length
          ? html`<footer class="paging"><span class="muted">${count(view.differences.length)} of ${count(view.differing)} cells that differ</span></footer>`
          : ''
      }
    </section>`;
  }

  #row(difference) {
    const shown = WAYS.map(([way]) => shownSums(difference.unit, difference[way], session.currency));
    return html`<tr>
      <td class="strong" title=${difference.kpi}>${difference.title}</td>
      <td class="nowrap">${session.siteName(difference.site)}</td>
      <td class="nowrap">${windowName(difference.window)}</td>
      ${shown.map(sums => html`<td class="r nowrap">${sums.text}${sums.exact ? html`<br /><span class="muted">${sums.exact}</span>` : ''}</td>`)}
      <td>
        ${
          difference.documents.length
            ? difference.documents
                .slice(0, 5)
                .map(
                  ({ document, postgres, druid }) =>
                    html`<div>
                      <span class="mono">${document}</span>
                      <span class="muted"
                        >PostgreSQL ${shownSums(difference.unit, postgres, session.currency).text}, Druid
                        ${shownSums(difference.unit, druid, session.currency).text}</span
                      >
                    </div>`,
                )
            : html`<span class="muted">None: the facts are right, the cell is not</span>`
        }
        ${difference.documents.length > 5 ? html`<span class="muted">and ${count(difference.documents.length - 5)} more</span>` : ''}
      </td>
    </tr>`;
  }
}

customElements.define('sp-parity', Parity);
