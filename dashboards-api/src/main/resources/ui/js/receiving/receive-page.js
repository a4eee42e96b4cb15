import { html } from 'lit';
import { get, newKey, post } from '../api.js';
import { date, decimal, instantIn, isNegative, isZero, localNow, sum } from '../format.js';
import { href, navigate, query } from '../router.js';
import { session } from '../session.js';
import { crumbs } from '../parts/crumbs.js';
import { plain, plainText, refusal } from '../parts/form-dialog.js';
import { icon } from '../parts/icon.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { empty, failed, loadingRows } from '../parts/states.js';
import { toast } from '../parts/toast.js';
import { DISCREPANCIES, expectedOf, isSent, openOf, stateName } from '../purchasing/purchase-model.js';


/** Takes in a delivery against its order: what is right goes into bins, what is not is said by kind, with its reason. */
class Receive extends Page {
  static properties = { wrong: { state: true }, problem: { state: true }, busy: { state: true }, differing: { state: true } };

  constructor() {
    super();
    this.key = newKey();
    this.wrong = {};
    this.differing = new Set();
    this.order = new Loaded(this, async signal => {
      const chain = await get(`/purchase-orders/${encodeURIComponent(this.params.purchase)}/chain`, {}, { signal });
      const { order, asns } = chain;
      const stocks = await Promise.all(order.lines.map(line => get('/stock', { site: order.site, item: line.item }, { signal })));
      const bins = await get(`/sites/${encodeURIComponent(order.site)}/bins`, { limit: 200 }, { signal });
      return {
        order,
        notice: asns.find(each => each.asn === query().get('asn') && !each.receipt) ?? asns.find(each => !each.receipt) ?? null,
        home: new Map(order.lines.map((line, index) => [line.lineNo, stocks[index].items[0]?.bins[0]?.bin ?? ''])),
        bins: bins.items,
      };
    });
    this.addEventListener('keydown', event => (event.ctrlKey || event.metaKey) && event.key === 'Enter' && this.#send());
  }

  connectedCallback() {
    super.connectedCallback();
    this.order.load();
  }

  scopeChanged() {
    this.order.forget();
    this.order.load();
  }

  render() {
    if (!session.can('inventory:receive'))
      return html`<div class="page">
        <section class="card pad">
          ${empty({ mark: 'lock', title: 'Your role does not receive goods', text: html`Rule <span class="mono">inventory:receive</span>, company ${session.company.name}. An administrator grants it.`, actions: html`<a class="btn" href=${href('/receiving')}>See what is due</a>` })}
        </section>
      </div>`;
    const { value, problem } = this.order;
    if (problem && !value)
      return html`<div class="page">
        <section class="card pad">${failed(problem, { what: this.params.purchase, retry: () => this.order.load() })}</section>
      </div>`;
    if (!value) return html`<div class="page"><section class="card">${loadingRows(this.params.purchase, 6)}</section></div>`;
    return html`<div class="page stack">
      ${crumbs([{ path: '/receiving', name: 'Receiving' }, value.order.order])}
      ${isSent(value.order) ? this.#entry(value) : this.#closed(value.order)}
    </div>`;
  }

  #closed(order) {
    return html`<section class="card pad">
      ${empty({
        mark: 'check',
        title: `${order.order} is ${stateName(order.state).toLowerCase()}`,
        text: 'Nothing can be received against it now.',
        actions: html`<a class="btn" href=${href(`/purchasing/${encodeURIComponent(order.order)}`)}>Open ${order.order}</a>`,
      })}
    </section>`;
  }

  #entry({ order, notice, home, bins }) {
    const lines = order.lines.filter(line => !isZero(openOf(line)));
    const announced = line => notice?.lines.filter(each => each.orderLine === line.lineNo).map(each => each.quantity) ?? [];
    return html`<form
      class="stack"
      novalidate
      @submit=${event => {
        event.preventDefault();
        this.#send();
      }}
    >
      <section class="card">
        <header>
          <h2>Receive ${order.order}</h2>
          <span class="muted trunc">${order.supplierName}${notice ? `, notice ${notice.asn}, expected ${date(notice.expectedDate)}` : ''}</span>
        </header>
        <div class="form">
          <div class="field w2">
            <label for="arrived">Arrived at the dock</label>
            <input id="arrived" name="arrived" type="datetime-local" .value=${localNow(session.zone(order.site))} aria-invalid=${Boolean(this.wrong.arrived)} aria-describedby="arrived-hint" />
            <span class="hint ${this.wrong.arrived ? 'bad' : ''}" id="arrived-hint">${this.wrong.arrived ?? session.zone(order.site)}</span>
          </div>
        </div>
      </section>
      <section class="card wide" aria-label="Delivery">
        <table class="entry receive">
          <thead>
            <tr>
              <th>Line</th>
              <th class="r">Open</th>
              <th class="r">Taken in</th>
              <th>Bin</th>
              <th>Differs</th>
            </tr>
          </thead>
          <tbody>
            ${lines.map(line => {
              const said = announced(line);
              const expected = said.length ? sum(said) : openOf(line);
              return html`<tr>
                  <td>
                    <span class="strong nowrap">${line.item}</span> <span class="soft">${line.itemName}</span>
                    <div class="b">${said.length ? `${decimal(expected)} announced` : `expected ${date(expectedOf(line))}`}</div>
                  </td>
                  <td class="r nowrap">${decimal(openOf(line))} ${line.unit}</td>
                  <td>
                    <input
                      class="inp num r"
                      name="taken-${line.lineNo}"
                      aria-label="Taken in of line ${line.lineNo}"
                      inputmode="decimal"
                      autocomplete="off"
                      .value=${plainText(expected)}
                      aria-invalid=${Boolean(this.wrong[`taken-${line.lineNo}`])}
                    />
                  </td>
                  <td>
                    <input
                      class="inp"
                      name="bin-${line.lineNo}"
                      aria-label="Bin of line ${line.lineNo}"
                      list="receive-bins"
                      autocomplete="off"
                      .value=${home.get(line.lineNo)}
                      aria-invalid=${Boolean(this.wrong[`bin-${line.lineNo}`])}
                    />
                  </td>
                  <td>
                    <label class="row"
                      ><input type="checkbox" name="differs-${line.lineNo}" .checked=${this.differing.has(line.lineNo)} @change=${() => this.#differs(line.lineNo)} />Differs</label
                    >
                  </td>
                </tr>
                ${this.differing.has(line.lineNo) ? this.#discrepancy(line) : ''}`;
            })}
          </tbody>
        </table>
        <datalist id="receive-bins">${bins.map(bin => html`<option value=${bin}></option>`)}</datalist>
      </section>
      ${this.problem ? refusal(this.problem) : ''}
      ${Object.values(this.wrong).length ? html`<p class="note bad" role="alert">${icon('alert')}<span>${Object.values(this.wrong)[0]}</span></p>` : ''}
      <div class="row wrap">
        <button class="btn pri big" type="submit" data-act="receive" aria-disabled=${this.busy ? 'true' : 'false'}>Receive <kbd>Ctrl Enter</kbd></button>
        <a class="btn big" href=${href('/receiving')}>Cancel</a>
        <span class="grow"></span>
        <span class="muted">Damaged and wrong goods are recorded and not taken into stock.</span>
      </div>
    </form>`;
  }

  #discrepancy(line) {
    const wrong = this.wrong;
    return html`<tr class="differs">
      <td colspan="5">
        <div class="form-row">
          <div class="field">
            <label for="kind-${line.lineNo}">How line ${line.lineNo} differs</label>
            <select id="kind-${line.lineNo}" name="kind-${line.lineNo}" aria-invalid=${Boolean(wrong[`kind-${line.lineNo}`])} @change=${() => this.requestUpdate()}>
              <option value="">Choose</option>
              ${DISCREPANCIES.map(([code, name]) => html`<option value=${code}>${name}</option>`)}
            </select>
          </div>
          <div class="field">
            <label for="by-${line.lineNo}">Quantity</label>
            <input id="by-${line.lineNo}" name="by-${line.lineNo}" class="num r" inputmode="decimal" autocomplete="off" aria-invalid=${Boolean(wrong[`by-${line.lineNo}`])} />
          </div>
          <div class="field">
            <label for="came-${line.lineNo}">If another item, which</label>
            <input id="came-${line.lineNo}" name="came-${line.lineNo}" autocomplete="off" aria-invalid=${Boolean(wrong[`came-${line.lineNo}`])} />
          </div>
          <div class="field grow">
            <label for="why-${line.lineNo}">Reason</label>
            <input id="why-${line.lineNo}" name="why-${line.lineNo}" autocomplete="off" maxlength="500" aria-invalid=${Boolean(wrong[`why-${line.lineNo}`])} />
          </div>
          <label class="row photo"><input type="checkbox" name="photo-${line.lineNo}" />A photo is on file</label>
        </div>
      </td>
    </tr>`;
  }

  #differs(lineNo) {
    const next = new Set(this.differing);
    next.has(lineNo) ? next.delete(lineNo) : next.add(lineNo);
    this.differing = next;
  }

  #read() {
    const { order, notice } = this.order.value;
    const fields = new FormData(this.querySelector('form'));
    const wrong = {};
    const lines = [];
    const discrepancies = [];
    for (const line of order.lines.filter(each => !isZero(openOf(each)))) {
      const no = line.lineNo;
      const taken = plain(fields.get(`taken-${no}`) || '0');
      if (taken === null || isNegative(taken)) wrong[`taken-${no}`] = `Line ${no}: digits, a point for parts.`;
      else if (!isZero(taken)) {
        const bin = fields.get(`bin-${no}`).trim();
        if (!bin) wrong[`bin-${no}`] = `Line ${no}: enter the bin.`;
        lines.push({ item: line.item, bin, quantity: taken, purchaseLine: no });
      }
      if (!this.differing.has(no)) continue;
      const kind = fields.get(`kind-${no}`);
      const quantity = plain(fields.get(`by-${no}`));
      const item = fields.get(`came-${no}`).trim();
      const reason = fields.get(`why-${no}`).trim();
      if (!kind) wrong[`kind-${no}`] = `Line ${no}: say how it differs.`;
      if (quantity === null || isZero(quantity) || isNegative(quantity)) wrong[`by-${no}`] = `Line ${no}: say by how many it differs.`;
      if (kind === 'WRONG_ITEM' && !item) wrong[`came-${no}`] = `Line ${no}: say which item came instead.`;
      if (!reason) wrong[`why-${no}`] = `Line ${no}: say why in a few words.`;
      discrepancies.push({
        purchaseLine: no,
        kind,
        quantity,
        reason,
        photo: fields.has(`photo-${no}`),
        ...(kind === 'WRONG_ITEM' ? { item } : {}),
      });
    }
    if (!lines.length && !discrepancies.length) wrong.nothing = 'Nothing is taken in and nothing differs.';
    if (!fields.get('arrived')) wrong.arrived = 'Enter when it arrived.';
    return {
      wrong,
      body: {
        site: order.site,
        dockArrivedAt: fields.get('arrived') ? instantIn(fields.get('arrived'), session.zone(order.site)) : null,
        lines,
        discrepancies,
        ...(notice ? { asn: notice.asn } : { purchaseOrder: order.order }),
      },
    };
  }

  async #send() {
    if (this.busy || !this.order.value || !this.querySelector('form')) return;
    const { wrong, body } = this.#read();
    this.wrong = wrong;
    this.problem = null;
    if (Object.keys(wrong).length) {
      await this.updateComplete;
      this.querySelector('[aria-invalid="true"]')?.focus();
      return;
    }
    this.busy = true;
    try {
      const receipt = await post('/receipts', body, { key: this.key });
      toast(`${receipt.receipt} posted${body.discrepancies.length ? `, ${body.discrepancies.length} ${body.discrepancies.length === 1 ? 'discrepancy' : 'discrepancies'} recorded` : ''}.`);
      dispatchEvent(new Event('posted'));
      navigate(href(`/purchasing/${encodeURIComponent(this.order.value.order.order)}`));
    } catch (problem) {
      if (!('status' in problem)) throw problem;
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('sp-receive', Receive);
