import { html } from 'lit';
import { get } from '../api.js';
import * as format from '../format.js';
import { session } from '../session.js';
import { pathOf } from '../chains/documents.js';
import { icon } from '../parts/icon.js';
import { Loaded } from '../parts/loaded.js';
import { Part } from '../parts/page.js';
import { copyText, failed, loadingRows } from '../parts/states.js';

const SHOWN = 50;

/** The number of the panel, computed anew from its events: whether it comes out the same, and which events they were. */
class Replay extends Part {
  static properties = { kpi: { attribute: false }, scope: { attribute: false } };

  constructor() {
    super();
    this.replay = new Loaded(this, signal => get(`/kpis/${this.kpi}/replay`, this.scope, { signal }));
  }

  willUpdate() {
    const asked = JSON.stringify([this.kpi, this.scope]);
    if (this.asked !== undefined && this.asked !== asked) {
      this.replay.forget();
      this.wanted = false;
    }
    this.asked = asked;
  }

  #run = () => {
    this.wanted = true;
    this.replay.forget();
    this.replay.load();
  };

  render() {
    const { value, problem, busy } = this.replay;
    return html`<section aria-label="Proof" data-replay=${busy ? 'running' : value ? (value.equal === false ? 'differs' : 'done') : ''}>
      <div class="row wrap">
        <h3 class="grow">Proof</h3>
        <button class="btn" type="button" data-act="replay" ?disabled=${busy} @click=${this.#run}>
          ${icon('replay')}${value ? 'Replay again' : 'Replay this number'}
        </button>
      </div>
      ${busy ? loadingRows('the events of this number', 3) : problem ? failed(problem, { what: 'The replay', retry: this.#run }) : value ? this.#outcome(value) : this.#offer()}
    </section>`;
  }

  #offer() {
    return html`<p class="muted">
      Reads the event log, takes the events of the documents behind this number, and computes it anew from nothing else.
    </p>`;
  }

  #outcome(view) {
    const zone = session.zone();
    const judged = view.equal === null ? '' : view.equal ? 'Equal' : 'Differs';
    return html`
      <p role="status" class="proof">
        ${judged ? html`<span class="st ${view.equal ? 'plain' : 'bad'}">${icon(view.equal ? 'check' : 'alert', 's')}${judged}</span>` : ''}
        ${format.count(view.events)} events of ${format.count(view.documents)} documents make ${format.count(view.replayed.cells)}
        ${view.replayed.cells === 1 ? 'cell' : 'cells'}, as known at ${format.moment(view.asOf, zone, { seconds: true })};
        ${format.count(view.read)} events of the log were read in ${format.freshness(view.tookMillis)}.
        ${view.equal === null ? 'What the board showed then is not kept, so there is nothing to compare with.' : ''}
      </p>
      <dl class="kv">
        <dt>Computed anew</dt>
        <dd class="num" data-replayed=${`${view.replayed.numerator}/${view.replayed.denominator}`}>${sums(view.replayed)}</dd>
        ${
          view.served
            ? html`<dt>On the board</dt>
                <dd class="num">${sums(view.served)}</dd>`
            : ''
        }
        <dt>SHA-256 of the cells</dt>
        <dd class="mono">
          <button class="linklike" type="button" title=${view.replayed.hash} @click=${() => copyText(view.replayed.hash, 'Hash copied.')}>
            ${view.replayed.hash.slice(0, 16)}…
          </button>
          ${view.served && view.served.hash !== view.replayed.hash ? html`<span class="bad">board ${view.served.hash.slice(0, 16)}…</span>` : ''}
        </dd>
      </dl>
      ${view.first.length ? this.#events(view, zone) : ''}
    `;
  }

  #events(view, zone) {
    const shown = view.first.slice(0, SHOWN);
    return html`<table class="events">
        <thead>
          <tr>
            <th>Event</th>
            <th>Document</th>
            <th>Happened</th>
            <th>Known since</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            event =>
              html`<tr title=${event.id}>
                <td class="strong">${format.eventName(event.type)}</td>
                <td class="nowrap"><a class="strong" href=${pathOf(event.kind, event.document)}>${event.document}</a></td>
                <td class="nowrap t" title=${`by ${event.actor}`}>${format.moment(event.occurredAt, zone)}</td>
                <td class="nowrap t">${format.moment(format.instantOfStamp(event.stamp), zone, { seconds: true })}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${view.events > shown.length ? html`<p class="muted">The first ${format.count(shown.length)} of ${format.count(view.events)}, in commit order.</p>` : ''}`;
  }
}

/** Sums in the scale of the cells: they are what is compared, digit by digit. */
const sums = ({ value, numerator, denominator }) =>
  html`${denominator === '0' ? '' : `${value ?? 'no value'} = `}${numerator}${denominator === '0' ? '' : ` / ${denominator}`}`;

customElements.define('sp-replay', Replay);
