import { html } from 'lit';
import { get, newKey, post } from '../api.js';
import { change, compare, decimal, isZero, money, shareForDrawing } from '../format.js';
import { href, query } from '../router.js';
import { session } from '../session.js';
import { plain } from '../parts/form-dialog.js';
import { anyOf } from '../parts/avatar.js';
import { gauge } from '../parts/gauge.js';
import { icon } from '../parts/icon.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { empty, failed } from '../parts/states.js';
import { styled } from '../parts/styled.js';
import { check, normalAdjustment, REASONS } from './adjustment-model.js';
import { toleranceOf } from './tolerance.js';

/** Proposes a change of book stock and says before sending whether it posts or waits for a second person. */
class Propose extends Page {
  static properties = {
    form: { state: true },
    wrong: { state: true },
    result: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    this.form = { site: '', item: query().get('item') ?? '', bin: '', quantity: '', reason: '', note: '', photo: false };
    this.wrong = {};
    this.key = newKey();
    this.items = new Loaded(this, async signal => {
      if (this.form.item.trim().length < 2) return [];
      return (await get('/items', { query: this.form.item.trim(), limit: 20 }, { signal })).items ?? [];
    });
    this.stock = new Loaded(this, signal => get('/stock', { site: this.form.site, item: this.item.item }, { signal }));
    this.tolerance = new Loaded(this, signal => toleranceOf(this.form.site, signal));
  }

  connectedCallback() {
    super.connectedCallback();
    this.#atSite(session.site || session.sites[0]?.site || '');
    if (this.form.item) this.#lookUp();
    this.addEventListener('keydown', event => (event.ctrlKey || event.metaKey) && event.key === 'Enter' && this.#send());
  }

  scopeChanged() {
    this.#atSite(session.site || session.sites[0]?.site || '');
  }

  #atSite(site) {
    this.form = { ...this.form, site };
    this.tolerance.forget();
    if (site) this.tolerance.load();
    if (this.item) this.stock.load();
  }

  get item() {
    return (this.items.value ?? []).find(each => each.item === this.form.item.trim()) ?? null;
  }

  get bins() {
    return (this.stock.value?.items ?? []).filter(row => row.item === this.item?.item).flatMap(row => row.bins);
  }

  /** Book stock of the bin; a bin that is not listed holds none. */
  get book() {
    const bin = this.form.bin.trim();
    if (!bin || !this.stock.value || !this.item) return null;
    return this.bins.find(each => each.bin === bin)?.onHand ?? '0';
  }

  get check() {
    const quantity = plain(this.form.quantity);
    if (quantity === null || isZero(quantity) || !this.item?.cost) return null;
    return check({ quantity, unitCost: this.item.cost, book: this.book, tolerance: this.tolerance.value });
  }

  #set(name, value) {
    this.form = { ...this.form, [name]: value };
    const { [name]: _, ...rest } = this.wrong;
    this.wrong = rest;
  }

  async #lookUp() {
    clearTimeout(this.wait);
    this.wait = setTimeout(async () => {
      await this.items.load();
      if (this.item) this.stock.load();
    }, 150);
  }

  render() {
    if (!session.can('adjustments:propose')) {
      return html`<div class="page">
        <section class="card pad">
          ${empty({ mark: 'lock', title: 'Your role does not propose adjustments', text: html`Rule <span class="mono">adjustments:propose</span>, company ${session.company.name}. An administrator grants it.`, actions: html`<a class="btn" href=${href('/adjustments')}>See adjustments</a>` })}
        </section>
      </div>`;
    }
    return html`<div class="page propose">
      <nav class="crumbs" aria-label="Breadcrumb">
        <ol>
          <li><a href=${href('/adjustments')}>Adjustments</a></li>
          <li aria-current="page">New</li>
        </ol>
      </nav>
      ${this.result ? this.#outcome() : this.#entry()}
    </div>`;
  }

  #entry() {
    const { form, wrong } = this;
    const quantity = plain(form.quantity);
    const after = this.check?.after ?? null;
    return html`<section class="card">
      <header>
        <h2>Propose an adjustment</h2>
        <span class="grow"></span><span class="muted trunc">Over tolerance, another person approves before anything posts</span>
      </header>
      <form
        class="form"
        novalidate
        @submit=${event => {
          event.preventDefault();
          this.#send();
        }}
      >
        ${
          session.sites.length > 1
            ? html`<div class="field w2">
                <label for="site">Site</label
                ><select id="site" @change=${event => this.#atSite(event.target.value)}>
                  ${session.sites.map(site => html`<option value=${site.site} ?selected=${site.site === form.site}>${site.name}</option>`)}
                </select>
              </div>`
            : ''
        }
        <div class="field ${session.sites.length > 1 ? 'w2' : 'w4'}">
          <label for="item">Item</label>
          <input
            id="item"
            list="items"
            autocomplete="off"
            spellcheck="false"
            .value=${form.item}
            aria-invalid=${Boolean(wrong.item)}
            aria-describedby="item-hint"
            @input=${event => {
              this.#set('item', event.target.value);
              this.#lookUp();
            }}
          />
          <datalist id="items">${(this.items.value ?? []).map(item => html`<option value=${item.item}>${item.name}</option>`)}</datalist>
          <span class="hint ${wrong.item ? 'bad' : ''}" id="item-hint">${wrong.item ?? this.item?.name ?? ''}</span>
        </div>
        <div class="field w2">
          <label for="bin">Bin</label>
          <input
            id="bin"
            list="bins"
            autocomplete="off"
            spellcheck="false"
            .value=${form.bin}
            aria-invalid=${Boolean(wrong.bin)}
            aria-describedby="bin-hint"
            @input=${event => this.#set('bin', event.target.value)}
          />
          <datalist id="bins">${this.bins.map(bin => html`<option value=${bin.bin}>${decimal(bin.onHand)}</option>`)}</datalist>
          <span class="hint ${wrong.bin ? 'bad' : ''}" id="bin-hint">${wrong.bin ?? ''}</span>
        </div>
        <div class="field w2 third">
          <span class="lab">Book</span
          ><output class="num figure">${this.book === null ? '' : html`${decimal(this.book)} ${this.item?.unit ?? ''}`}</output>
        </div>
        <div class="field w2 third">
          <label for="quantity">Change</label>
          <input
            id="quantity"
            class="num r"
            inputmode="decimal"
            autocomplete="off"
            .value=${form.quantity}
            aria-invalid=${Boolean(wrong.quantity)}
            aria-describedby="quantity-hint tolerance"
            @input=${event => this.#set('quantity', event.target.value)}
          />
          <span class="hint ${wrong.quantity ? 'bad' : ''}" id="quantity-hint"
            >${wrong.quantity ?? (quantity === null && form.quantity ? 'Digits, a minus for less, a point for parts.' : '')}</span
          >
        </div>
        <div class="field w2 third">
          <span class="lab">After</span
          ><output class="num figure">${after === null ? '' : html`${decimal(after)} ${this.item?.unit ?? ''}`}</output>
        </div>
        <div class="field w3">
          <label for="reason">Reason</label>
          <select
            id="reason"
            aria-invalid=${Boolean(wrong.reason)}
            aria-describedby="reason-hint"
            @change=${event => this.#set('reason', event.target.value)}
          >
            <option value="" ?selected=${!form.reason}>Choose a reason</option>
            ${REASONS.map(([code, name]) => html`<option value=${code} ?selected=${code === form.reason}>${name}</option>`)}
          </select>
          <span class="hint ${wrong.reason ? 'bad' : ''}" id="reason-hint"
            >${wrong.reason ?? REASONS.find(([code]) => code === form.reason)?.[2] ?? ''}</span
          >
        </div>
        <div class="field w3 check-field">
          <span class="lab">Evidence</span>
          <label class="row"
            ><input type="checkbox" .checked=${form.photo} @change=${event => this.#set('photo', event.target.checked)} />A photo is on
            file</label
          >
        </div>
        <div class="field w6">
          <label for="note">What happened</label>
          <textarea
            id="note"
            rows="2"
            maxlength="1000"
            .value=${form.note}
            aria-describedby="note-hint"
            aria-invalid=${Boolean(wrong.note)}
            @input=${event => this.#set('note', event.target.value)}
          ></textarea>
          <span class="hint ${wrong.note ? 'bad' : ''}" id="note-hint">${wrong.note ?? 'The approver reads this.'}</span>
        </div>
        <div class="w6" id="tolerance" role="status" aria-live="polite">${this.#tolerance()}</div>
        ${
          this.problem
            ? html`<div class="w6 note bad" role="alert">
                ${icon('alert')}<span
                  ><b>${this.problem.title}.</b> ${this.problem.detail}
                  ${this.problem.errors.map(each => `${each.field}: ${each.message}`).join(' ')} Nothing was posted.</span
                >
              </div>`
            : ''
        }
        <div class="w6 row">
          <button class="btn pri big" type="submit" data-act="send" aria-disabled=${this.busy || this.check?.negative ? 'true' : 'false'}>
            ${this.check && !this.check.over && this.tolerance.value ? 'Post adjustment' : 'Send for approval'}
          </button>
          <a class="btn big" href=${href('/adjustments')}>Cancel</a>
          <span class="grow"></span><span class="muted keys-hint"><kbd>Ctrl Enter</kbd> sends</span>
        </div>
      </form>
    </section>`;
  }

  #tolerance() {
    const { check: result } = this;
    const tolerance = this.tolerance.value;
    if (this.tolerance.problem) return failed(this.tolerance.problem, { what: 'The tolerance check', retry: () => this.tolerance.load() });
    if (!result)
      return html`<p class="note">
        ${icon('info')}<span>Enter item and change: the tolerance check stands here before anything is sent.</span>
      </p>`;
    if (result.negative)
      return html`<p class="note bad">
        ${icon('alert')}<span
          >Book is ${decimal(this.book)}. A change of ${change(plain(this.form.quantity))} would make the bin negative.</span
        >
      </p>`;
    if (!tolerance)
      return html`<p class="note">
        ${icon('info')}<span>Value ${money(result.value, session.currency)}. The server decides whether it posts.</span>
      </p>`;
    const limit = Number(tolerance.limit);
    const max = Math.max(limit * 1.6, Number(result.size) * 1.1) || 1;
    const near = !result.over && compare(result.size, String(limit * 0.9)) > 0;
    const before = 100 * Math.min(1, shareForDrawing(tolerance.rollingTotal, tolerance.dailyLimit));
    const with1 = 100 * Math.min(1, shareForDrawing(result.total, tolerance.dailyLimit));
    return html`<div class="fix">
      <div class="row num top-row">
        <div>
          <div class="cap">Value at cost</div>
          <div class="mid-figure">${money(result.value, session.currency)}</div>
        </div>
        <div class="grow">
          <div class="cap">Limit for one adjustment ${money(tolerance.limit, session.currency)}</div>
          ${gauge(Number(result.size), { low: 0, high: limit, target: limit, min: 0, max, tone: result.overSingle ? 'warn' : '' })}
        </div>
        ${result.over ? html`<span class="st warn">${icon('rise', 's')}Over tolerance</span>` : html`<span class="st plain">In tolerance</span>`}
      </div>
      <div class="row num">
        <span class="cap rolling">Your total of 24 hours with this one</span>
        <div class="hbar grow" aria-hidden="true">
          <i class="earlier" ${styled({ width: `${before}%` })}></i
          ><i class=${result.overDaily ? 'over' : ''} ${styled({ left: `${before}%`, width: `${with1 - before}%` })}></i>
        </div>
        <span class=${result.overDaily ? 'warn strong' : ''}
          >${money(result.total, session.currency)} of ${money(tolerance.dailyLimit, session.currency)}</span
        >
      </div>
      <div class="row who-must">
        <span class="cap rolling">${result.over ? 'Who must approve' : 'Approval'}</span>
        <span
          >${result.over ? 'Another person with the right to approve at this site. Their names stand here once it is sent.' : 'None needed: it posts at once under your name.'}</span
        >
      </div>
      ${near ? html`<p class="note warn">${icon('info')}<span>Close under the limit. That is one of the signals the approver and the model look at.</span></p>` : ''}
    </div>`;
  }

  #outcome() {
    const { result } = this;
    const posted = result.state === 'POSTED';
    const allowed = result.allowed ?? [];
    return html`<section class="card pad outcome" role="status" tabindex="-1">
      ${empty({
        mark: posted ? 'check' : 'clock',
        tone: posted ? 'good' : '',
        title: posted ? `${result.adjustment} posted` : `${result.adjustment} waits for a second person`,
        text: posted
          ? html`${change(result.quantity)} of ${result.item} in ${result.bin}, ${money(result.value, session.currency)}. Stock is changed.`
          : html`${change(result.quantity)} of ${result.item} in ${result.bin}, ${money(result.value, session.currency)}, is over tolerance.
            Nothing is posted yet.
            ${allowed.length ? html`<b>${anyOf(allowed)}</b> can approve.` : 'Another person with the right to approve decides.'}`,
        actions: html`<button class="btn pri" type="button" @click=${this.#another}>Propose another</button
          ><a class="btn" href=${href('/adjustments', { id: result.adjustment, state: 'all' })}>Open ${result.adjustment}</a>`,
      })}
      ${
        result.limit
          ? html`<dl class="kv">
              <dt>Limit for one</dt>
              <dd>${money(result.limit, session.currency)}</dd>
              ${
                result.rollingTotal
                  ? html`<dt>Your total of 24 hours</dt>
                      <dd>${money(result.rollingTotal, session.currency)}</dd>`
                  : ''
              }
            </dl>`
          : ''
      }
    </section>`;
  }

  #another = () => {
    this.result = null;
    this.key = newKey();
    this.form = { ...this.form, quantity: '', note: '', photo: false };
    this.stock.load();
    this.tolerance.load();
  };

  async #send() {
    if (this.busy || this.result) return;
    const quantity = plain(this.form.quantity);
    const wrong = {
      ...(this.form.item.trim() ? {} : { item: 'Enter an item.' }),
      ...(this.form.bin.trim() ? {} : { bin: 'Enter the bin.' }),
      ...(quantity !== null && !isZero(quantity) ? {} : { quantity: 'Enter a change other than zero.' }),
      ...(this.form.reason ? {} : { reason: 'Choose a reason.' }),
    };
    this.wrong = wrong;
    if (Object.keys(wrong).length || this.check?.negative) {
      await this.updateComplete;
      this.querySelector('[aria-invalid="true"]')?.focus();
      return;
    }
    this.busy = true;
    this.problem = null;
    try {
      const note = this.form.note.trim();
      const { site, item, bin, reason, photo } = this.form;
      const created = await post(
        '/adjustments',
        { site, item: item.trim(), bin: bin.trim(), quantity, reason, ...(photo ? { photo } : {}), ...(note ? { note } : {}) },
        { key: this.key },
      );
      this.result = created.state === 'PROPOSED' ? normalAdjustment(await get(`/adjustments/${created.adjustment}`)) : created;
      dispatchEvent(new Event('posted'));
      await this.updateComplete;
      this.querySelector('.outcome')?.focus();
    } catch (problem) {
      if (!('status' in problem)) throw problem;
      this.problem = problem;
      if (problem.status === 409) this.key = newKey();
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('sp-propose', Propose);
