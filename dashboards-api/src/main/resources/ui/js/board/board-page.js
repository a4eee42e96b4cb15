import { html } from 'lit';
import { get, lastWrite } from '../api.js';
import { freshness, instantOfStamp, moment } from '../format.js';
import { Shortcuts } from '../keys.js';
import { live } from '../live.js';
import { query, setQuery } from '../router.js';
import { session } from '../session.js';
import { icon } from '../parts/icon.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { failed } from '../parts/states.js';
import { isOpen, normalRow, normalSummary } from '../queue/queue-model.js';
import { ageingTile } from './ageing-tile.js';
import { decisionStrip } from './decision-strip.js';
import './drill-panel.js';
import { parityModel } from '../parity/parity-model.js';
import { pairTile } from './pair-tile.js';
import { parityTile } from './parity-tile.js';
import { isLongPast, knownBoard } from './known-board.js';
import { baselineLabel, periodOf } from './period.js';
import { scopeBar } from './scope-bar.js';
import { tile } from './tile.js';
import { ageing, tileModel } from './tile-model.js';

/** After changed cells the sums are read again at once, then at most this often. */
const REREAD_MS = 200;
const STRIP_MS = 10_000;

/** The KPI board: what needs a decision, then service, flow and inventory, each value with its band and how fresh it is. */
class Board extends Page {
  constructor() {
    super();
    this.board = new Loaded(this, async signal => {
      const { from, to } = this.period;
      const at = query().get('at');
      const { site } = session;
      if (at && isLongPast(at)) return knownBoard({ stamp: at, site, from, to }, signal);
      const answer = await get('/kpi-board', { site, from, to, at, after: at ? null : lastWrite() }, { signal });
      if (!at) live.note(answer.complete);
      return answer;
    });
    this.strip = new Loaded(this, async signal => {
      const [summary, list] = await Promise.all([
        get('/exceptions/summary', {}, { signal }),
        get('/exceptions', { tab: 'all', site: session.site, limit: 4 }, { signal }),
      ]);
      return { summary: normalSummary(summary), first: list.items.map(normalRow).filter(isOpen).slice(0, 4) };
    });
    this.parity = new Loaded(this, async signal => parityModel(await get('/parity', { site: session.site }, { signal })));
    new Shortcuts(this, {
      j: () => this.#step(1),
      k: () => this.#step(-1),
    });
  }

  get period() {
    return periodOf(query().get('period'), session.today());
  }

  connectedCallback() {
    super.connectedCallback();
    this.onCells = () => this.#changed();
    this.onLive = () => this.requestUpdate();
    this.onPosted = () => this.strip.load();
    live.addEventListener('cells', this.onCells);
    live.addEventListener('change', this.onLive);
    addEventListener('posted', this.onPosted);
    this.stripTimer = setInterval(() => this.#readBeside(), STRIP_MS);
    this.asked = this.#question();
    this.board.load();
    this.#readBeside();
  }

  /** What is not a cell: it has its own pace. */
  #readBeside() {
    this.strip.load();
    this.parity.load();
  }

  disconnectedCallback() {
    live.removeEventListener('cells', this.onCells);
    live.removeEventListener('change', this.onLive);
    removeEventListener('posted', this.onPosted);
    clearInterval(this.stripTimer);
    super.disconnectedCallback();
  }

  #question() {
    return ['company', 'site', 'period', 'at'].map(name => query().get(name)).join('|');
  }

  addressChanged() {
    if (this.asked === this.#question()) return;
    this.asked = this.#question();
    this.board.load();
  }

  scopeChanged() {
    this.board.forget();
    this.strip.forget();
    this.parity.forget();
    this.asked = this.#question();
    this.board.load();
    this.#readBeside();
  }

  /** Cells of this company changed: the sums are read again, one read after the other, never more often than one can see. */
  #changed() {
    if (query().get('at')) return;
    this.outdated = true;
    if (!this.catchingUp) this.#catchUp();
  }

  async #catchUp() {
    this.catchingUp = true;
    while (this.outdated && this.isConnected) {
      this.outdated = false;
      await this.board.load();
      await new Promise(done => setTimeout(done, REREAD_MS));
    }
    this.catchingUp = false;
  }

  #step(by) {
    const links = [...this.querySelectorAll('[data-kpi]')];
    const at = links.indexOf(document.activeElement);
    links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
  }

  render() {
    const answer = this.board.value;
    const models = answer?.tiles.map(each => tileModel(each, session.currency)) ?? [];
    const known = query().get('at');
    const context = {
      stale: !known && live.state === 'late',
      known,
      baseline: answer?.baseline?.label ?? (answer?.baseline ? baselineLabel(answer.baseline) : ''),
      currency: session.currency,
      current: query().get('kpi'),
    };
    const deviating = models.filter(model => model.deviates).length;
    return html`
      ${scopeBar({ deviating, baseline: context.baseline })}
      <div class="page">
        ${known ? this.#fixedNote(known) : ''} ${context.stale && answer ? this.#staleNote() : ''}
        ${this.strip.value ? decisionStrip(this.strip.value) : this.strip.problem ? '' : skeletonStrip()}
        ${answer ? this.#groups(models, context) : this.board.problem ? html`<section class="card pad">${failed(this.board.problem, { what: 'The board', retry: () => this.board.load() })}</section>` : skeletonTiles()}
        ${answer && this.board.problem ? html`<div class="note warn" role="status">${icon('clock')}<span class="grow">The last read failed: ${this.board.problem.title}. Numbers above are of the read before.</span><button class="btn" type="button" @click=${() => this.board.load()}>Try again</button></div>` : ''}
      </div>
      ${
        context.current && answer
          ? html`<sp-drill
              .model=${models.find(model => model.kpi === context.current) ?? null}
              .age=${context.current.startsWith('age_') ? ageing(models, context.current) : null}
              .period=${this.period}
              .known=${known}
            ></sp-drill>`
          : ''
      }
    `;
  }

  #groups(models, context) {
    const of = kpi => models.find(model => model.kpi === kpi);
    const attention = query().get('attention') === '1';
    const single = kpi => {
      const model = of(kpi);
      return model && (!attention || model.deviates) ? tile(model, { ...context, current: context.current === kpi }) : '';
    };
    const pair = (name, netId, absoluteId, note) => {
      const net = of(netId);
      const absolute = of(absoluteId);
      if (!net || !absolute || (attention && !net.deviates && !absolute.deviates)) return '';
      return pairTile({ name, net, absolute, note }, { ...context, current: [netId, absoluteId].includes(context.current) });
    };
    const age = kpi => {
      const model = attention ? null : ageing(models, kpi);
      return model ? ageingTile(model, { ...context, current: context.current === kpi }) : '';
    };
    const groups = [
      ['Service', 'Promises kept to customers', [single('ofr'), single('lfr'), single('ufr'), single('lfr_excluded')]],
      ['Flow', 'Open order lines by age', [age('age_entry'), age('age_due')]],
      [
        'Warehouse',
        'What was found in its bin, and what went out',
        [single('pcr_eventual'), single('spr_units'), single('ship_lines')],
      ],
      ['Returns', 'What came back: of what was shipped, and at what time', [single('rr_cohort'), single('rr_activity')]],
      [
        'Inventory',
        'What the books say against what is there',
        [
          pair('Inventory variance', 'ivn', 'iva'),
          single('ira'),
          single('ira_zero_tol'),
          pair('Adjustments', 'adj_net', 'adj_abs', reversals(of('adj_abs_net_rev'), of('adj_abs'))),
        ],
      ],
    ];
    const trust = this.parity.value;
    if (trust && !query().get('at') && (!attention || trust.state !== 'AGREES'))
      groups.push(['Trust', 'Whether every number is the same wherever it is read', [parityTile(trust)]]);
    const shown = groups.filter(([, , tiles]) => tiles.some(each => each !== ''));
    if (!shown.length)
      return html`<p class="note">
        ${icon('check')}<span>Every value is inside its band. <a href="#" @click=${this.#showAll}>Show all</a></span>
      </p>`;
    return shown.map(
      ([name, says, tiles]) =>
        html`<section class="board-group" aria-label=${name}>
          <div class="group">
            <h2>${name}</h2>
            <p>${says}</p>
          </div>
          <div class="tiles">${tiles}</div>
        </section>`,
    );
  }

  #showAll = event => {
    event.preventDefault();
    setQuery({ attention: '' });
  };

  #fixedNote(known) {
    return html`<div class="note held strip">
      ${icon('clock')}<span class="grow"
        >As known on ${moment(instantOfStamp(known), session.zone(), { seconds: true })}, ${session.zone()}. Read only.</span
      >
      <button class="btn" type="button" @click=${() => setQuery({ at: '' })}>Back to live</button>
    </div>`;
  }

  #staleNote() {
    const old = live.lag === null ? 'The feed is silent' : `Numbers are ${freshness(live.lag)} old`;
    return html`<div class="note warn strip" role="status">
      ${icon('clock')}<span class="grow"
        >${old}. ${live.attempts ? `Reconnecting, attempt ${live.attempts}.` : 'Waiting for the feed.'}</span
      >
      <button class="btn" type="button" @click=${() => this.board.load()}>Read again</button>
    </div>`;
  }

  updated() {
    const opened = query().get('kpi');
    if (this.opened && !opened) this.querySelector(`[data-kpi="${this.opened}"]`)?.focus();
    this.opened = opened;
  }
}

function reversals(standing, all) {
  if (!standing?.figure || !all?.figure) return null;
  return html`${all.counted} · <span title=${standing.figure.exact}>${standing.figure.text}${standing.figure.suffix}</span> net of reversals`;
}

const skeletonStrip = () =>
  html`<section class="decide loading" aria-busy="true" aria-label="Loading exceptions">
    ${[1, 2, 3, 4, 5].map(() => html`<div><span class="sk bar1"></span><span class="sk bar2"></span></div>`)}
  </section>`;

const skeletonTiles = () =>
  html`<div class="loading" role="status" aria-busy="true" aria-label="Loading the board">
    <div class="group"><span class="sk bar2"></span></div>
    <div class="tiles">
      ${[1, 2, 3, 4].map(() => html`<article class="tile"><span class="sk bar2"></span><span class="sk bar3"></span><span class="sk bar1"></span><span class="sk bar1"></span></article>`)}
    </div>
  </div>`;

customElements.define('sp-board', Board);
