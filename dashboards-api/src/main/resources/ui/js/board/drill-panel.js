import { html } from 'lit';
import { get } from '../api.js';
import * as format from '../format.js';
import { href, query, setQuery } from '../router.js';
import { session } from '../session.js';
import { icon } from '../parts/icon.js';
import { Loaded } from '../parts/loaded.js';
import { Part } from '../parts/page.js';
import { empty, failed, loadingRows } from '../parts/states.js';
import { styled } from '../parts/styled.js';
import { eventTable } from '../orders/event-table.js';
import { dimensionName, dimensionsOf } from './dimensions.js';
import './replay-part.js';
import './trend-chart.js';
import { documentRows } from './documents.js';
import { tellingOf } from './tile-model.js';

/** From a tile to what it is made of: breakdown, documents, the events of one document. Each level stands in the address. */
class Drill extends Part {
  static properties = { model: { attribute: false }, age: { attribute: false }, period: { attribute: false }, known: { attribute: false } };

  constructor() {
    super();
    this.breakdown = new Loaded(this, signal => get(`/kpis/${this.kpi}/breakdown`, { ...this.#scope(), by: this.by }, { signal }));
    this.documents = new Loaded(this, signal =>
      get(`/kpis/${this.kpi}/facts`, { ...this.#scope(), by: this.by, value: query().get('value'), limit: 200 }, { signal }),
    );
    this.chain = new Loaded(this, signal => get(`/orders/${encodeURIComponent(query().get('doc'))}/chain`, {}, { signal }));
  }

  get kpi() {
    return query().get('kpi');
  }

  get by() {
    const asked = query().get('by');
    return dimensionsOf(this.kpi).includes(asked) ? asked : dimensionsOf(this.kpi)[0];
  }

  get level() {
    if (query().get('doc')) return 2;
    return query().has('value') ? 1 : 0;
  }

  #scope() {
    return { site: session.site, from: this.period.from, to: this.period.to, at: this.known };
  }

  connectedCallback() {
    super.connectedCallback();
    this.onAddress = () => this.#follow();
    addEventListener('addresschange', this.onAddress);
    this.addEventListener('keydown', event => event.key === 'Escape' && !document.querySelector('dialog[open]') && this.#up(event));
    this.#follow();
  }

  disconnectedCallback() {
    removeEventListener('addresschange', this.onAddress);
    super.disconnectedCallback();
  }

  firstUpdated() {
    this.querySelector('.drill')?.focus({ preventScroll: true });
  }

  updated(changed) {
    if (changed.has('period') || changed.has('known')) this.#follow();
  }

  #follow() {
    if (!this.kpi || !this.period) return;
    const asked = JSON.stringify([this.kpi, this.by, query().get('value'), query().get('doc'), this.#scope(), session.company?.company]);
    if (asked === this.asked) return;
    const opened = this.asked !== undefined;
    this.asked = asked;
    if (this.level === 0) this.breakdown.load();
    if (this.level === 1) {
      this.documents.forget();
      this.documents.load();
    }
    if (this.level === 2) {
      this.chain.forget();
      this.chain.load();
    }
    if (opened) this.querySelector('.drill')?.focus({ preventScroll: true });
  }

  #up(event) {
    event.preventDefault();
    if (this.level === 2) setQuery({ doc: '' });
    else if (this.level === 1) setQuery({ value: '' });
    else this.#close();
  }

  #close = () => setQuery({ kpi: '', by: '', value: '', doc: '' });

  render() {
    const { model } = this;
    if (!model) return '';
    return html`<section class="drill" role="region" aria-label="${model.title}, what it is made of" tabindex="-1">
      <div class="dh">
        <div class="row">
          ${this.#crumbs()}<span class="grow"></span>
          <button class="btn quiet icon" type="button" aria-label="Close" @click=${this.#close}>${icon('cross')}</button>
        </div>
        ${this.#headline()}
      </div>
      <div class="body">${[() => this.#whole(), () => this.#documents(), () => this.#events()][this.level]()}</div>
    </section>`;
  }

  #crumbs() {
    const steps = [{ text: this.model.title, go: { value: '', doc: '' } }];
    if (this.level >= 1) steps.push({ text: `${dimensionName(this.by)}: ${this.#name(query().get('value'))}`, go: { doc: '' } });
    if (this.level >= 2) steps.push({ text: query().get('doc') });
    return html`<nav class="crumbs" aria-label="Drill path">
      <ol>
        ${steps.map((step, index) =>
          index === steps.length - 1
            ? html`<li aria-current="step">${step.text}</li>`
            : html`<li><button type="button" @click=${() => setQuery(step.go)}>${step.text}</button></li>`,
        )}
      </ol>
    </nav>`;
  }

  #headline() {
    const { model, age } = this;
    const value = age ? { text: format.count(age.lines), suffix: ' lines', exact: '' } : model.figure;
    return html`<div class="row headline">
      <div class="figure num" title=${value?.exact ?? ''}>${value ? html`${value.text}${value.suffix}` : 'No value'}</div>
      <div class="soft num">
        ${
          age
            ? html`${format.decimal(format.quantityOfCell(age.units), 0)} units<br />${format.money(format.moneyOfCell(age.value), session.currency)}`
            : html`${this.#sumText()}<br />${model.bandText ? `${model.bandText.target ? `target ${model.bandText.target}, ` : ''}band ${model.bandText.band}` : model.counted}`
        }
      </div>
      <span class="grow"></span><sp-as-of .fixed=${this.known}></sp-as-of>
    </div>`;
  }

  #sumText() {
    const { model } = this;
    if (model.unit === 'PERCENT') {
      const { shown, counted } = tellingOf(model.kpi);
      return `${shown(model.numerator)} of ${shown(model.denominator)} ${counted}`;
    }
    if (model.unit === 'MONEY_SHARE')
      return `${format.money(format.moneyOfCell(model.numerator), session.currency)} of ${format.money(format.moneyOfCell(model.denominator), session.currency)} counted`;
    return model.counted;
  }

  #whole() {
    const { model } = this;
    return html`
      ${
        model.trend?.length > 1
          ? html`<section>
              <h3>By day, ${format.date(this.period.from)} to ${format.date(this.period.to)}</h3>
              <sp-trend-chart .model=${model}></sp-trend-chart>
            </section>`
          : ''
      }
      <section>
        <div class="row wrap">
          <h3 class="grow">Where it comes from</h3>
          <label class="pick"
            ><span class="k">By</span>
            <select aria-label="Break down by" @change=${event => setQuery({ by: event.target.value, value: '' })}>
              ${dimensionsOf(this.kpi).map(each => html`<option value=${each} ?selected=${each === this.by}>${dimensionName(each)}</option>`)}
            </select>
          </label>
        </div>
        ${this.#breakdown()}
      </section>
      <sp-replay .kpi=${this.kpi} .scope=${this.#scope()}></sp-replay>
      <section class="definition">
        <h3>Definition, version ${model.version}</h3>
        <dl class="kv">
          ${
            model.question
              ? html`<dt>Question</dt>
                  <dd>${model.question}</dd>`
              : ''
          }
          <dt>Formula</dt>
          <dd>${model.formula}</dd>
          <dt>Counted when</dt>
          <dd>${model.cohort}</dd>
          <dt>Owner</dt>
          <dd>${model.owner}</dd>
        </dl>
      </section>
    `;
  }

  #breakdown() {
    const { value, problem } = this.breakdown;
    if (problem) return failed(problem, { what: 'The breakdown', retry: () => this.breakdown.load() });
    if (!value || value.by !== this.by) return loadingRows('the breakdown', 4);
    if (!value.rows.length)
      return empty({ mark: 'box', title: 'Nothing in this period', text: 'No document fell into it, so there is nothing to break down.' });
    return breakdownTable({ model: this.model, rows: value.rows, by: this.by, name: text => this.#name(text) });
  }

  #name(value) {
    if (this.by === 'site') return session.siteName(value);
    return value || 'none given';
  }

  #documents() {
    const { value, problem } = this.documents;
    if (problem) return failed(problem, { what: 'The documents', retry: () => this.documents.load() });
    if (!value) return loadingRows('documents', 8);
    return documentRows({ model: this.model, facts: value.items, more: Boolean(value.next) });
  }

  #events() {
    const { value, problem } = this.chain;
    if (problem) return failed(problem, { what: 'The events', retry: () => this.chain.load() });
    if (!value) return loadingRows('events', 5);
    const order = query().get('doc');
    return html`<section>
      <h3>Events of ${order}, in commit order</h3>
      ${eventTable(value.events)}
      <p><a class="btn" href=${href(`/orders/${encodeURIComponent(order)}`)}>${icon('order')}Open ${order}</a></p>
    </section>`;
  }
}

/** Rows that add up to the tile; for a rate, what failed is what a person looks for. */
function breakdownTable({ model, rows, by, name }) {
  const rate = model.unit === 'PERCENT';
  const amount = each => BigInt(each.numerator);
  const telling = tellingOf(model.kpi);
  const size = each => {
    const value = rate ? telling.wrongOf(each) : amount(each);
    return value < 0n ? -value : value;
  };
  const sorted = [...rows].sort((a, b) => (size(b) > size(a) ? 1 : size(b) < size(a) ? -1 : 0));
  const most = sorted.length ? size(sorted[0]) : 0n;
  const shown = value => {
    if (model.unit === 'MONEY' || model.unit === 'MONEY_SHARE')
      return format.money(format.moneyOfCell(value), session.currency, { cents: 'never' });
    return model.unit === 'QUANTITY' ? format.decimal(format.quantityOfCell(value), 0) : telling.shown(value);
  };
  const sum = key => rows.reduce((total, row) => total + BigInt(row[key]), 0n);
  const open = value => setQuery({ by, value: value || '' });
  const go = (value, content) =>
    html`<tr class="go" tabindex="0" @click=${() => open(value)} @keydown=${event => event.key === 'Enter' && open(value)}>
      ${content}
    </tr>`;
  const deviates = row =>
    rate && model.low !== null && Number(row.denominator) > 0 && format.percentForDrawing(row.numerator, row.denominator) < model.low;
  return html`<table>
    <thead>
      <tr>
        <th>${dimensionName(by)}</th>
        ${
          rate
            ? html`<th class="r">Counted</th>
                <th class="r">${telling.wrong}</th>
                <th class="r">Rate</th>
                <th>Share of it</th>`
            : html`<th class="r">Value</th>
                ${model.unit === 'MONEY_SHARE' ? html`<th class="r">Share</th>` : ''}
                <th>Size</th>`
        }
      </tr>
    </thead>
    <tbody>
      ${sorted.map(row =>
        go(
          row.value,
          html`<td class="strong">${name(row.value)}</td>
            ${
              rate
                ? html`<td class="r">${shown(row.denominator)}</td>
                    <td class="r">${shown(telling.wrongOf(row))}</td>
                    <td class="r ${deviates(row) ? 'bad strong' : ''}">${deviates(row) ? icon('fall', 's') : ''} ${rateText(row)}</td>`
                : html`<td class="r">${shown(row.numerator)}</td>
                    ${model.unit === 'MONEY_SHARE' ? html`<td class="r">${rateText(row, 2)}</td>` : ''}`
            }
            <td>
              <div class="hbar" aria-hidden="true"><i ${styled({ width: `${most ? Number((size(row) * 100n) / most) : 0}%` })}></i></div>
            </td>`,
        ),
      )}
      <tr class="sum">
        <td>All</td>
        ${
          rate
            ? html`<td class="r">${shown(sum('denominator'))}</td>
                <td class="r">${shown(rows.reduce((total, row) => total + telling.wrongOf(row), 0n))}</td>
                <td class="r">${rateText({ numerator: sum('numerator'), denominator: sum('denominator') })}</td>`
            : html`<td class="r">${shown(sum('numerator'))}</td>
                ${model.unit === 'MONEY_SHARE' ? html`<td class="r">${rateText({ numerator: sum('numerator'), denominator: sum('denominator') }, 2)}</td>` : ''}`
        }
        <td></td>
      </tr>
    </tbody>
  </table>`;
}

function rateText(row, digits = 1) {
  const text = format.percent(row.numerator, row.denominator, digits);
  return text === null ? 'no value' : `${format.decimal(text, digits, digits)}%`;
}

customElements.define('sp-drill', Drill);
