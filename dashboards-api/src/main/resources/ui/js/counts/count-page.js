import { html } from 'lit';
import { get, newKey, post } from '../api.js';
import { change, count, decimal, isNegative, isZero, moment, sum, words } from '../format.js';
import { href } from '../router.js';
import { session } from '../session.js';
import { actionButtons, blockedBy } from '../parts/actions.js';
import { anyOf } from '../parts/avatar.js';
import { DocumentPage } from '../parts/document-page.js';
import { facts } from '../parts/facts.js';
import { plain } from '../parts/form-dialog.js';
import { icon } from '../parts/icon.js';
import { toast } from '../parts/toast.js';
import '../chains/chain.js';
import { completeCount } from './count-dialogs.js';

/** One count: while it is open a blind sheet, line by line; afterwards what was found against the book. */
class Count extends DocumentPage {
  static properties = { refused: { state: true } };

  constructor() {
    super();
    this.refused = {};
    this.keys = new Map();
  }

  get id() {
    return this.params.count;
  }

  get type() {
    return 'count';
  }

  get parent() {
    return { path: '/counts', name: 'Counts' };
  }

  read(signal) {
    return get(`/counts/${encodeURIComponent(this.id)}`, {}, { signal });
  }

  get actions() {
    const sheet = this.document.value;
    if (sheet?.state !== 'OPEN') return [];
    const open = sheet.lines.filter(line => line.open).length;
    return [
      {
        id: 'complete',
        name: 'Complete count',
        mark: 'check',
        blocked:
          blockedBy('inventory:manage-counts', 'complete counts') ??
          (open ? `${count(open)} ${open === 1 ? 'line is' : 'lines are'} not counted yet.` : null),
        run: () => completeCount(sheet),
      },
    ];
  }

  body(sheet) {
    const done = sheet.lines.filter(line => sheet.state !== 'OPEN' || !line.open).length;
    return html`
      <header class="order-head">
        <div class="grow">
          <div class="row wrap">
            <h2>${sheet.count}</h2>
            <span class="st box">${words(sheet.state)}</span>
            ${sheet.state === 'OPEN' ? html`<span class="muted">Blind: nobody sees the book before the count is complete</span>` : ''}
          </div>
          ${facts([
            ['Site', session.siteName(sheet.site)],
            ['Kind', words(sheet.countType)],
            ['Counted', `${count(done)} of ${count(sheet.lines.length)}`],
            ['Opened', sheet.openedAt ? html`${this.nameOf(sheet.openedBy)}, ${moment(sheet.openedAt, session.zone(sheet.site))}` : ''],
            ['Completed', sheet.completedAt ? moment(sheet.completedAt, session.zone(sheet.site)) : ''],
          ])}
        </div>
        ${actionButtons(this.actions)}
      </header>
      ${sheet.state === 'OPEN' ? this.#sheet(sheet) : this.#result(sheet)}
    `;
  }

  #sheet(sheet) {
    const blocked = blockedBy('inventory:count', 'count');
    return html`<section class="card wide" aria-label="Sheet" tabindex="0">
      <header>
        <h2>Sheet</h2>
        <span class="muted">Enter counts a line and goes to the next</span>
      </header>
      ${blocked ? html`<p class="note">${icon('lock')}<span>${blocked}</span></p>` : ''}
      <table class="entry">
        <thead>
          <tr>
            <th class="r">#</th>
            <th>Bin</th>
            <th>Item</th>
            <th>Round</th>
            <th class="r">Counted</th>
            <th><span class="sr">Action</span></th>
          </tr>
        </thead>
        <tbody>
          ${sheet.lines.map(line => this.#line(line, blocked))}
        </tbody>
      </table>
    </section>`;
  }

  #line(line, blocked) {
    const problem = this.refused[line.lineNo];
    return html`<tr class="line">
      <td class="r muted">${line.lineNo}</td>
      <td class="strong nowrap">${line.bin}</td>
      <td>${line.item}</td>
      <td class="nowrap">${line.open && line.round > 1 ? html`<span class="st warn">${icon('replay', 's')}recount by another person</span>` : line.round > 1 ? 'recounted' : ''}</td>
      <td>
        ${
          line.open
            ? html`<input
                  class="inp num r"
                  data-line=${line.lineNo}
                  inputmode="decimal"
                  autocomplete="off"
                  aria-label="Counted of ${line.item} in ${line.bin}"
                  aria-invalid=${Boolean(problem)}
                  ?disabled=${Boolean(blocked)}
                  @keydown=${event => event.key === 'Enter' && this.#count(line)}
                />${problem ? html`<span class="hint bad" role="alert">${problem}</span>` : ''}`
            : html`<span class="row end soft">${icon('check', 's')} counted</span>`
        }
      </td>
      <td class="r">
        ${
          line.open
            ? html`<button class="btn" type="button" aria-disabled=${blocked ? 'true' : 'false'} title=${blocked ?? ''} @click=${() => (blocked ? toast(blocked) : this.#count(line))}>
                Count
              </button>`
            : ''
        }
      </td>
    </tr>`;
  }

  async #count(line) {
    const input = this.querySelector(`input[data-line="${line.lineNo}"]`);
    const counted = plain(input.value);
    if (counted === null || isNegative(counted)) {
      this.refused = { ...this.refused, [line.lineNo]: 'Digits, a point for parts. Zero if the bin is empty.' };
      return input.focus();
    }
    const key = `${line.lineNo} ${line.round} ${counted}`;
    if (!this.keys.has(key)) this.keys.set(key, newKey());
    try {
      const answer = await post(`/counts/${encodeURIComponent(this.id)}/lines/${line.lineNo}`, { counted }, { key: this.keys.get(key) });
      const { [line.lineNo]: _, ...rest } = this.refused;
      this.refused = rest;
      input.value = '';
      toast(answer.status === 'ACCEPTED' ? `Line ${line.lineNo} counted.` : `Line ${line.lineNo}: another person counts it again.`);
      await this.document.load();
      await this.updateComplete;
      const next = [...this.querySelectorAll('input[data-line]')];
      (next.find(each => Number(each.dataset.line) > line.lineNo) ?? next[0])?.focus();
    } catch (problem) {
      if (!('status' in problem)) throw problem;
      const who = problem.allowed.length ? ` ${anyOf(problem.allowed)} can.` : '';
      this.refused = { ...this.refused, [line.lineNo]: `${problem.title}. ${problem.detail}.${who}`.replace('..', '.') };
      input.focus();
    }
  }

  #result(sheet) {
    return html`<section class="card wide" aria-label="Result" tabindex="0">
      <header><h2>Result</h2></header>
      <table>
        <thead>
          <tr>
            <th class="r">#</th>
            <th>Bin</th>
            <th>Item</th>
            <th class="r">Book</th>
            <th class="r">Counted</th>
            <th class="r">Difference</th>
            <th>By</th>
            <th>Adjustment</th>
          </tr>
        </thead>
        <tbody>
          ${sheet.lines.map(line => {
            const difference = sum([line.counted, isNegative(line.book) ? line.book.slice(1) : `-${line.book}`]);
            return html`<tr class="line">
              <td class="r muted">${line.lineNo}</td>
              <td class="nowrap">${line.bin}</td>
              <td><a class="strong" href=${href(`/items/${encodeURIComponent(line.item)}`)}>${line.item}</a></td>
              <td class="r">${decimal(line.book)}</td>
              <td class="r"><b>${decimal(line.counted)}</b></td>
              <td class="r ${isZero(difference) ? 'muted' : 'warn'}">${isZero(difference) ? 'none' : change(difference)}</td>
              <td class="nowrap">${this.nameOf(line.countedBy)} <span class="muted t">${moment(line.countedAt, session.zone(sheet.site))}</span>${line.round > 1 ? html` <span class="muted">recount</span>` : ''}</td>
              <td class="nowrap">${line.adjustment ? html`<a href=${href('/adjustments', { id: line.adjustment, state: 'all' })}>${line.adjustment}</a>` : html`<span class="muted">as in the book</span>`}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </section>`;
  }
}

customElements.define('sp-count', Count);
