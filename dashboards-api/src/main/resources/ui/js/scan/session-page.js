import { html } from 'lit';
import { get, post, Problem } from '../api.js';
import { count, date, decimal, isZero, sum } from '../format.js';
import { href } from '../router.js';
import { session } from '../session.js';
import { plain, plainText } from '../parts/form-dialog.js';
import { icon } from '../parts/icon.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { failed, loadingRows } from '../parts/states.js';
import { styled } from '../parts/styled.js';
import { head, scanField, verdict, wrong } from './frame.js';
import { keyPad } from './key-pad.js';
import { entry, Outbox, scanEntry } from './outbox.js';
import {
  BIN_REASONS,
  goodsOf,
  inHand,
  isFull,
  lastScan,
  leftOf,
  LOT_REASONS,
  nextLine,
  progressOf,
  SHORT_REASONS,
  shortLines,
  taskOf,
} from './scan-model.js';
import { signal } from './signal.js';
import { readable, SEPARATOR, Wedge } from './wedge.js';

const PLACES_MS = 30_000;
/** Tasks whose document does not say which bin. */
const SEARCHED = ['RECEIVE', 'PICK'];
/** What a lot that is new here looks like. */
const UNKNOWN = ['unknown-code', 'bad-check-digit'];

/**
 * One document with a scanner in hand: what to scan next, what the last scan was, how much is left. It has no dialogs: a
 * scan is never lost to one, and never presses its button.
 */
class ScanSession extends Page {
  static properties = { last: { state: true }, sheet: { state: true } };

  constructor() {
    super();
    this.wedge = new Wedge(this, code => this.#scanned(code));
    this.read = new Loaded(this, async signal => {
      const view = await get(this.address, {}, { signal });
      return this.view?.version > view.version ? this.view : view; /* a scan was answered meanwhile */
    });
    this.last = null;
    this.sheet = null;
    this.places = new Map();
    this.behind = [];
  }

  get address() {
    return `/scans/sessions/${encodeURIComponent(this.params.session)}`;
  }

  get view() {
    return this.read.value;
  }

  connectedCallback() {
    super.connectedCallback();
    this.outbox ??= new Outbox(this, this.params.session, {
      answered: (sent, answer) => this.#answered(sent, answer),
      refused: (sent, problem) => this.#refused(sent, problem),
    });
    this.onShown = () => document.visibilityState === 'visible' && this.outbox.idle && this.read.load();
    document.addEventListener('visibilitychange', this.onShown);
    this.read.load();
  }

  disconnectedCallback() {
    document.removeEventListener('visibilitychange', this.onShown);
    super.disconnectedCallback();
  }

  scopeChanged() {
    this.read.load();
  }

  updated() {
    const view = this.view;
    const line = view && view.state === 'OPEN' && SEARCHED.includes(view.task) ? nextLine(view) : null;
    if (line) this.#findPlaces(view.site, line.item);
  }

  render() {
    const { value, problem } = this.read;
    const back = { href: href('/scan', { task: value?.task }), name: 'Back to the work of this site' };
    if (!value)
      return html`${head({ back, title: this.params.session, place: session.name })}
        <div class="floor-body">${problem ? failed(problem, { what: this.params.session, retry: () => this.read.load() }) : loadingRows(this.params.session, 5)}</div>`;
    const task = taskOf(value.task);
    return html`
      ${head({ back, title: `${task.name} ${value.document}`, place: `${session.siteName(value.site)} · ${value.session}`, state: this.#sending() })}
      ${value.state === 'CONFIRMED' ? this.#done(value, task) : this.#work(value)}
    `;
  }

  #work(view) {
    return html`
      <div class="floor-body">
        ${this.#progress(view)} ${this.#verdict(view)} ${this.#pending()} ${this.#held()}
        ${this.sheet ? this.#sheet(view) : html`${scanField(view.bin && view.task !== 'PUT_AWAY' ? `In bin ${view.bin}` : 'Barcode')} ${this.#lines(view)}`}
      </div>
      ${this.sheet ? '' : this.#actions(view)}
    `;
  }

  /** Whether the server has everything; a lost connection says so and how much waits for it. */
  #sending() {
    const waiting = this.outbox.entries.length;
    if (this.outbox.lost) return html`<span class="st bad" role="status" data-sending="lost">${icon('off')}${count(waiting)} not sent</span>`;
    if (this.outbox.held) return html`<span class="st warn box" role="status" data-sending="held">${icon('clock')}${count(waiting)} held</span>`;
    if (waiting) return html`<span class="st box" role="status" data-sending="sending">${icon('rise')}Sending ${count(waiting)}</span>`;
    return html`<span class="st box" role="status" data-sending="sent">${icon('check')}All sent</span>`;
  }

  #progress(view) {
    const { lines, full, share } = progressOf(view);
    const words = `${count(full)} of ${count(lines)}`;
    return html`<div class="far">
      <p class="row">
        <b class="num">${words}</b><span class="grow">${lines === 1 ? 'line' : 'lines'} ${view.task === 'COUNT' ? 'counted' : 'complete'}</span
        ><span class="muted num">${count(goodsOf(view).length)} ${goodsOf(view).length === 1 ? 'scan' : 'scans'}</span>
      </p>
      <div class="track" role="progressbar" aria-label="Progress" aria-valuemin="0" aria-valuemax=${lines} aria-valuenow=${full} aria-valuetext="${words} lines">
        <i ${styled({ width: `${Math.round(share * 100)}%` })}></i>
      </div>
    </div>`;
  }

  #verdict(view) {
    const next = html`<p class="next">${icon('right')}<span data-next>${this.#nextInWords(view)}</span></p>`;
    const last = this.last;
    if (last?.problem)
      return html`${wrong(last.problem, last.code)}${last.problem.errors?.length ? html`<p class="note bad">${last.problem.errors[0].message}</p>` : ''}`;
    if (last?.kind === 'asked' && this.sheet?.kind === 'lot') return verdict('ready', last.words);
    if (last?.kind === 'back') return verdict('back', 'Taken back', next);
    if (last?.kind === 'right') {
      const { title, text, lot, expiry, stands } = last.scan;
      return verdict(
        'right',
        title,
        html`<p>${text}${lot ? html` · lot <b>${lot}</b>` : ''}${expiry ? html`, expires ${date(expiry)}` : ''}</p>
          ${stands ? html`<p class="num">${stands}</p>` : ''}${next}`,
      );
    }
    return verdict('ready', this.#nextInWords(view), this.#whereNext(view));
  }

  #nextInWords(view) {
    if (view.next !== 'Confirm') return view.next;
    return view.task === 'COUNT' ? 'All lines are counted' : 'Everything is scanned';
  }

  /** Where the next goods stand, so that nobody has to search. */
  #whereNext(view) {
    const line = SEARCHED.includes(view.task) ? nextLine(view) : null;
    const found = line && this.places.get(line.item)?.bins;
    if (!line) return '';
    const standing = found?.filter(each => !isZero(each.onHand)) ?? [];
    return html`<p>${line.item} ${line.name}</p>
      ${
        standing.length
          ? html`<p class="soft">
              ${view.task === 'PICK' ? 'Stands in' : 'So far in'}
              ${standing.slice(0, 3).map((each, index) => html`${index ? ', ' : ''}<b class="strong nowrap">${each.bin}</b> <span class="num">(${decimal(each.onHand)})</span>`)}${standing.length > 3 ? ' and others' : ''}
            </p>`
          : ''
      }`;
  }

  async #findPlaces(site, item) {
    const known = this.places.get(item);
    if (known && Date.now() - known.at < PLACES_MS) return;
    this.places.set(item, { at: Date.now(), bins: known?.bins });
    try {
      const stock = await get('/stock', { site, item });
      this.places.set(item, { at: Date.now(), bins: stock.items[0]?.bins ?? [] });
      this.requestUpdate();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem; /* only a help: the scan itself is checked by the server */
    }
  }

  /** On a slow network, what is on its way; CSS shows it only after a moment. */
  #pending() {
    const [first] = this.outbox.entries;
    if (!first || this.outbox.held) return '';
    const what = html`<b class="mono">${first.what === 'scan' ? readable(first.body.code) : first.what}</b>`;
    if (!this.outbox.lost) return html`<p class="pending">Sending ${what}</p>`;
    return html`<section class="sheet lost" aria-label="No connection">
      <p><b class="strong bad">${icon('off')} No connection.</b> ${what} and what follows is kept on this device, in order, and goes again by itself.</p>
      <button class="act" type="button" data-act="retry" @click=${this.outbox.retry}>${icon('replay')}Try now</button>
    </section>`;
  }

  /** What was scanned behind a refused scan goes on only when the person says so. */
  #held() {
    const { entries, held } = this.outbox;
    if (!held) return '';
    const codes = entries.filter(each => each.what === 'scan').map(each => readable(each.body.code));
    return html`<section class="sheet" aria-label="Held" data-held>
      <p><b class="strong">${count(entries.length)} scanned since then ${entries.length === 1 ? 'is' : 'are'} held.</b> <span class="mono">${codes.slice(0, 4).join(', ')}${codes.length > 4 ? ' …' : ''}</span></p>
      <div class="abreast">
        <button class="act" type="button" data-act="drop" @click=${() => this.outbox.drop()}>${icon('cross')}Drop them</button>
        <button class="act" type="button" data-act="release" @click=${() => this.outbox.release()}>${icon('check')}Take them</button>
      </div>
    </section>`;
  }

  #lines(view) {
    const open = view.lines.filter(line => !isFull(line));
    const full = view.lines.filter(isFull);
    return html`<ul class="work lines" aria-label="Lines">
      ${[...open, ...full].map(
        line =>
          html`<li class=${isFull(line) ? 'full' : ''}>
            <span class="grow">
              <span class="row tight">${isFull(line) ? icon('check') : ''}<b class="strong">${line.item}</b>${line.lot ? html`<span class="muted">lot ${line.lot}</span>` : ''}</span>
              <span class="soft trunc">${line.name}</span>
            </span>
            <span class="when num">
              <b>${line.expected ? html`${decimal(line.scanned)} of ${decimal(line.expected)}` : isZero(line.scanned) ? '\u2013' : decimal(line.scanned)} ${line.unit}</b>
              <span class="muted">${line.fromBin ? `${line.fromBin} \u2192 ${line.bin ?? 'no bin'}` : (line.bin ?? (line.expected && !isFull(line) ? `${decimal(leftOf(line))} to go` : ''))}</span>
            </span>
          </li>`,
      )}
    </ul>`;
  }

  #actions(view) {
    const scan = view.scans.at(-1);
    const goods = scan?.item ? scan : null;
    const line = goods && view.lines.find(each => each.lineNo === goods.lineNo);
    const countable = goods && line?.tracking !== 'SERIAL';
    const zero = view.task === 'COUNT' ? nextLine(view) : null;
    const ready = this.outbox.idle && goodsOf(view).length > 0 && !inHand(view);
    return html`<div class="acts">
      <button class="act" type="button" data-act="undo" aria-disabled=${view.scans.length && !this.outbox.held ? 'false' : 'true'} @click=${this.#undo}>
        ${icon('undo')}Undo
      </button>
      ${
        zero && zero.bin === view.bin && !goods
          ? html`<button class="act" type="button" data-act="zero" @click=${() => this.#openSheet({ kind: 'zero', line: zero })}>${icon('box')}None</button>`
          : html`<button
              class="act"
              type="button"
              data-act="quantity"
              aria-disabled=${countable ? 'false' : 'true'}
              @click=${() => countable && this.#openSheet({ kind: 'pad', typed: '', scan: goods, unit: line?.unit ?? '' })}
            >
              ${icon('keypad')}Quantity
            </button>`
      }
      <button class="act" type="button" data-act="type" @click=${() => this.#openSheet({ kind: 'type' })}>${icon('pen')}Type</button>
      <button
        class="act wide ${view.next === 'Confirm' ? 'pri' : ''}"
        type="button"
        data-act="confirm"
        aria-disabled=${ready ? 'false' : 'true'}
        @click=${() => ready && this.#confirm(view)}
      >
        ${icon('check')}${this.#confirmWords(view)}
      </button>
    </div>`;
  }

  #confirmWords(view) {
    if (!goodsOf(view).length) return 'Nothing to confirm yet';
    if (inHand(view)) return 'Scan the bin first';
    const open = view.lines.filter(line => !isFull(line)).length;
    const verb = taskOf(view.task).name.toLowerCase();
    return open ? `Confirm ${verb}, ${count(open)} ${open === 1 ? 'line' : 'lines'} open` : `Confirm ${verb}`;
  }

  #openSheet(sheet) {
    this.sheet = sheet;
    this.updateComplete.then(() => this.querySelector('.sheet [data-first]')?.focus());
  }

  #closeSheet = () => {
    this.sheet = null;
  };

  #sheet(view) {
    const cancel = html`<button class="act" type="button" data-act="cancel" @click=${this.#closeSheet}>Back</button>`;
    const { kind } = this.sheet;
    if (kind === 'pad') return this.#pad(cancel);
    if (kind === 'type') return this.#type(cancel);
    if (kind === 'lot') return this.#lot(view, cancel);
    if (kind === 'zero') {
      const { line } = this.sheet;
      return html`<section class="sheet" aria-label="None here">
        <h3>No ${line.item}${line.lot ? ` of lot ${line.lot}` : ''} in ${line.bin}?</h3>
        <p class="soft">It is counted as zero at once, without a confirmation.</p>
        <div class="abreast">${cancel}<button class="act pri" type="button" data-act="count-zero" @click=${() => this.#countZero(view, line)}>Count zero</button></div>
      </section>`;
    }
    if (kind === 'other-bin') {
      return html`<section class="sheet" aria-label="Another bin">
        <h3>Why not into the bin it was directed to?</h3>
        ${BIN_REASONS.map(
          ([code, words]) => html`<button class="act" type="button" data-reason=${code} @click=${() => this.#putElsewhere(code)}>${words}</button>`,
        )}
        ${cancel}
      </section>`;
    }
    const [heading, reasons, field] =
      kind === 'short'
        ? [`Why is less picked of ${shortLines(view).map(line => line.item).join(', ')}?`, SHORT_REASONS, 'shortReason']
        : ['Why another lot than the one that expires first?', LOT_REASONS, 'lotReason'];
    return html`<section class="sheet" aria-label=${heading}>
      <h3>${heading}</h3>
      ${shortLines(view).map(
        line => html`<p class="soft num">${line.item}: ${decimal(line.scanned)} of ${decimal(line.expected)} ${line.unit}, ${decimal(leftOf(line))} missing</p>`,
      )}
      ${reasons.map(
        ([code, words]) =>
          html`<button class="act" type="button" data-reason=${code} @click=${() => this.#post(view, { ...this.sheet.given, [field]: code })}>${words}</button>`,
      )}
      ${cancel}
    </section>`;
  }

  #pad(cancel) {
    const { typed, unit, scan } = this.sheet;
    const value = plain(typed.replace(/\.$/, ''));
    const ready = value !== null && !isZero(value);
    return html`<section class="sheet" aria-label="Quantity">
      <h3>How many of ${scan.item}${scan.lot ? `, lot ${scan.lot}` : ''}?</h3>
      <p class="soft">Instead of the ${decimal(scan.quantity)} ${unit} of the last scan.</p>
      ${keyPad({ typed, unit, change: next => (this.sheet = { ...this.sheet, typed: next }) })}
      <div class="abreast">
        ${cancel}<button class="act pri" type="button" data-act="set" aria-disabled=${ready ? 'false' : 'true'} @click=${() => ready && this.#setQuantity(scan, value)}>
          ${ready ? `Set ${decimal(value)}` : 'Set'}
        </button>
      </div>
    </section>`;
  }

  #setQuantity(scan, quantity) {
    this.sheet = null;
    const { code, lot, expiry, lotReason } = scan;
    this.#send(scanEntry(this.params.session, { code, quantity, lot, expiry, lotReason, instead: true }));
  }

  /** For a label that no scanner reads. */
  #type(cancel) {
    return html`<form class="sheet" aria-label="Type a code" novalidate @submit=${this.#typed}>
      <label class="field"><span class="lab">Code, as it is printed</span><input name="code" data-first autocomplete="off" autocapitalize="characters" maxlength="200" /></label>
      <p class="soft">Identifiers of GS1 in brackets: (01)…(10)…</p>
      <div class="abreast">${cancel}<button class="act pri" type="submit" data-act="take">Take it</button></div>
    </form>`;
  }

  #typed = event => {
    event.preventDefault();
    const code = new FormData(event.target).get('code').trim();
    if (!code) return;
    this.sheet = null;
    this.#scanned(code);
  };

  /** The label named no lot: it is scanned or typed beside, with its expiry where goods come in. */
  #lot(view, cancel) {
    const { body, serial, lot } = this.sheet;
    return html`<form class="sheet" aria-label="Lot" novalidate @submit=${this.#lotTyped}>
      <p class="soft">The label <span class="mono">${readable(body.code)}</span> does not name it. Scan or type it.</p>
      <label class="field"><span class="lab">${serial ? 'Serial number' : 'Lot'}</span><input name="lot" .value=${lot ?? ''} autocomplete="off" autocapitalize="characters" maxlength="20" /></label>
      ${
        view.task === 'RECEIVE' && !serial
          ? html`<label class="field"><span class="lab">Expires on, if the label says so</span><input name="expiry" type="date" /></label>`
          : ''
      }
      <div class="abreast">${cancel}<button class="act pri" type="submit" data-act="take">Take it</button></div>
    </form>`;
  }

  #lotTyped = event => {
    event.preventDefault();
    const given = new FormData(event.target);
    const lot = given.get('lot').trim();
    if (lot) this.#sendLot(lot, given.get('expiry'));
  };

  #sendLot(lot, expiry) {
    const { body } = this.sheet;
    this.sheet = null;
    this.#send(scanEntry(this.params.session, { ...body, lot, ...(expiry ? { expiry } : {}) }));
  }

  /** What is scanned while a lot is asked for. */
  async #scannedAsLot(code) {
    if (this.asking) return this.behind.push(code);
    this.asking = true;
    try {
      await this.#lotOrGoods(code);
    } finally {
      this.asking = false;
    }
    for (const each of this.behind.splice(0)) this.#scanned(each);
  }

  /** A code that means goods, a bin or a document here is what it means; any other is the lot that was asked for. */
  async #lotOrGoods(code) {
    const asked = this.sheet;
    if (!code.includes(SEPARATOR) && !/^[\](]/.test(code)) {
      try {
        const found = await post('/scans/resolve', { site: this.view.site, code });
        if (found.kind === 'ITEM' && found.lot) return this.#takeLot(asked, found.lot, found.expiry);
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        if (UNKNOWN.includes(problem.code)) return this.#takeLot(asked, code);
        this.sheet = { ...asked, lot: code };
        this.last = { problem, code: readable(code) };
        return signal(false);
      }
    }
    this.sheet = null;
    this.#send(scanEntry(this.params.session, { code }));
  }

  #takeLot(asked, lot, expiry) {
    this.sheet = { ...asked, lot };
    if (this.view.task !== 'RECEIVE' || asked.serial || expiry) this.#sendLot(lot, expiry);
  }

  #scanned(code) {
    if (this.view?.state === 'CONFIRMED') {
      signal(false);
      return;
    }
    if (this.sheet?.kind === 'lot') return this.#scannedAsLot(code);
    this.sheet = null;
    if (this.outbox.held) signal(false);
    this.#send(scanEntry(this.params.session, { code }));
  }

  #send(sent) {
    this.outbox.add(sent);
  }

  #undo = () => {
    if (!this.view.scans.length || this.outbox.held) return;
    this.#send(entry('undo', `${this.address}/undo`));
  };

  #confirm(view) {
    if (view.task === 'PICK' && shortLines(view).length) return this.#openSheet({ kind: 'short', given: {} });
    this.#post(view, {});
  }

  #post(view, given) {
    this.sheet = null;
    this.given = given;
    this.#send(entry('confirm', `${this.address}/confirm`, given, view.version));
  }

  #putElsewhere(binReason) {
    const { body } = this.sheet;
    this.sheet = null;
    this.#send(scanEntry(this.params.session, { ...body, binReason }));
  }

  #countZero(view, line) {
    this.sheet = null;
    this.#send(entry('zero', `/counts/${encodeURIComponent(view.document)}/lines/${line.lineNo}`, { counted: '0' }));
  }

  #answered(sent, answer) {
    signal(true);
    if (sent.what === 'zero') {
      this.last = { kind: 'right', scan: { title: 'None counted', text: answer.status === 'ACCEPTED' ? 'As expected' : 'Another person counts it again' } };
      this.read.load();
      return;
    }
    this.read.value = answer;
    this.last = sent.what === 'undo' ? { kind: 'back' } : { kind: 'right', scan: lastScan(answer) };
    if (sent.what === 'confirm') dispatchEvent(new Event('posted'));
  }

  #refused(sent, problem) {
    if (sent.what === 'scan' && problem.code === 'lot-missing' && this.outbox.idle) {
      this.last = { kind: 'asked', words: problem.detail };
      this.sheet = { kind: 'lot', body: sent.body, serial: problem.detail.includes('serial') };
      return;
    }
    signal(false);
    if (sent.what === 'scan' && problem.code === 'wrong-bin' && inHand(this.view) && this.outbox.idle) this.sheet = { kind: 'other-bin', body: sent.body };
    if (sent.what === 'confirm' && problem.code === 'not-first-expired') this.sheet = { kind: 'other-lot', given: this.given };
    this.last = { problem, code: sent.what === 'scan' ? readable(sent.body.code) : '' };
    if (problem.status === 412 || problem.code === 'wrong-state') this.read.load();
  }

  #done(view, task) {
    const left = view.lines.length;
    return html`
      <div class="floor-body">
        ${verdict('right', task.done, html`<p><b>${view.result}</b> is posted${view.result === view.document ? '' : html` for ${view.document}`}.</p>`)}
        <ul class="work lines" aria-label="Scanned">
          ${summary(view).map(
            ({ item, lot, bin, quantity }) =>
              html`<li>
                <span class="grow"><b class="strong">${item}</b>${lot ? html`<span class="soft">lot ${lot}</span>` : ''}</span>
                <span class="when num"><b>${decimal(plainText(quantity))}</b><span class="muted">${bin}</span></span>
              </li>`,
          )}
        </ul>
        ${left ? html`<p class="note">${icon('info')}<span>${count(left)} ${left === 1 ? 'line' : 'lines'} of ${view.document} ${left === 1 ? 'stays' : 'stay'} open.</span></p>` : ''}
      </div>
      <div class="acts">
        <a class="act" href=${href(`${task.path}${encodeURIComponent(view.document)}`)}>${icon('link')}Document</a>
        <a class="act pri wide2" data-act="next" href=${href('/scan', { task: view.task })}>${icon('scan')}Next</a>
      </div>
    `;
  }
}

/** What was scanned by item, lot and bin. */
function summary(view) {
  const sums = new Map();
  for (const scan of goodsOf(view)) {
    const key = JSON.stringify([scan.item, scan.lot, scan.bin]);
    const before = sums.get(key);
    sums.set(key, before ? { ...before, quantities: [...before.quantities, scan.quantity] } : { ...scan, quantities: [scan.quantity] });
  }
  return [...sums.values()].map(each => ({ ...each, quantity: sum(each.quantities) }));
}

customElements.define('sp-scan-session', ScanSession);
