import { html } from 'lit';
import { get, Problem } from '../api.js';
import { change, count, date, decimal, instantIn, isNegative, isZero, localNow, money, moment, sum, words } from '../format.js';
import { href, query, setQuery } from '../router.js';
import { session } from '../session.js';
import { facts } from '../parts/facts.js';
import { DocumentPage } from '../parts/document-page.js';
import { icon } from '../parts/icon.js';
import { Loaded } from '../parts/loaded.js';
import { failed, loadingRows } from '../parts/states.js';
import { documentOf, pathOf } from '../chains/documents.js';
import { bins } from './stock-page.js';

/** One item: what stands where, what comes, what is on hold, and what stood there at any moment as it was known then. */
class Item extends DocumentPage {
  constructor() {
    super();
    this.asAt = new Loaded(this, async signal => {
      const { site, at, known } = this.#asked();
      const zone = session.zone(site);
      const asked = { site, item: this.id, at: instantIn(at, zone), knownAt: known ? instantIn(known, zone) : null };
      return { key: JSON.stringify(this.#asked()), ...(await get('/stock/as-at', { ...asked, limit: 100 }, { signal })) };
    });
  }

  get id() {
    return this.params.item;
  }

  get parent() {
    return { path: '/stock', name: 'Stock' };
  }

  async read(signal) {
    const item = this.id;
    const [items, stock, expected, transit, holds] = await Promise.all([
      get('/items', { query: item, limit: 200 }, { signal }),
      get('/stock', { item, site: session.site, limit: 200 }, { signal }),
      get('/open-purchases', { item, site: session.site, limit: 50 }, { signal }),
      get('/transfers/in-transit', { item, site: session.site, limit: 50 }, { signal }),
      get('/holds', { item, site: session.site, state: 'HELD', limit: 50 }, { signal }),
    ]);
    const found = items.items.find(each => each.item === item);
    if (!found) throw new Problem({ status: 404, type: '/problems/not-found', title: 'There is no such item', detail: `Nothing is called ${item} in this company.` });
    return { item: found, stock: stock.items, expected: expected.items, transit: transit.items, holds: holds.items };
  }

  load() {
    super.load();
    if (this.#asked()) this.asAt.load();
  }

  addressChanged() {
    if (this.#asked() && JSON.stringify(this.#asked()) !== this.asAt.value?.key) this.asAt.load();
  }

  /** The past moment in the address, or null. */
  #asked() {
    const at = query().get('at');
    return at ? { site: query().get('at-site') ?? session.site, at, known: query().get('known') } : null;
  }

  body({ item, stock, expected, transit, holds }) {
    const total = name => sum(stock.map(row => row[name]));
    return html`
      <header class="order-head">
        <div class="grow">
          <div class="row wrap">
            <h2>${item.item}</h2>
            <span class="soft">${item.name}</span>
            ${isNegative(total('available')) ? html`<span class="st bad">${icon('alert', 's')}more promised than there is</span>` : ''}
          </div>
          ${facts([
            ['On hand', html`${decimal(total('onHand'))} ${item.unit}`],
            ['Held', decimal(total('held'))],
            ['Reserved', decimal(total('reserved'))],
            ['Available', decimal(total('available'))],
            ['Coming', decimal(sum([...expected, ...transit.map(row => ({ quantity: row.inTransit }))].map(row => row.quantity)))],
            ['Category', `${item.category}, class ${item.abc}`],
            ['Price', money(item.price, session.currency)],
            ['Cost', money(item.cost, session.currency)],
          ])}
        </div>
      </header>
      <section class="card wide" aria-label="Where it stands" tabindex="0">
        <header><h2>Where it stands</h2></header>
        ${
          stock.length
            ? html`<table>
                <thead>
                  <tr>
                    <th>Site</th>
                    <th class="r">On hand</th>
                    <th class="r">Held</th>
                    <th class="r">Reserved</th>
                    <th class="r">Available</th>
                    <th>Bins</th>
                  </tr>
                </thead>
                <tbody>
                  ${stock.map(
                    row =>
                      html`<tr>
                        <td class="nowrap">${session.siteName(row.site)}</td>
                        <td class="r"><b>${decimal(row.onHand)}</b></td>
                        <td class="r ${isZero(row.held) ? 'muted' : 'warn'}">${decimal(row.held)}</td>
                        <td class="r">${decimal(row.reserved)}</td>
                        <td class="r ${isNegative(row.available) ? 'bad' : ''}">${decimal(row.available)}</td>
                        <td>${bins(row.bins)}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>`
            : html`<p class="pad muted">It never stood ${session.site ? `at ${session.siteName(session.site)}` : 'anywhere'}.</p>`
        }
      </section>
      <div class="halves">
        ${this.#coming(expected, transit)}
        <section class="card wide" aria-label="On hold" tabindex="0">
          <header><h2>On hold</h2></header>
          ${
            holds.length
              ? html`<table>
                  <tbody>
                    ${holds.map(
                      hold =>
                        html`<tr>
                          <td class="strong nowrap"><a href=${href('/stock', { view: 'holds', item: item.item })}>${hold.hold}</a></td>
                          <td class="nowrap">${hold.bin}, ${session.siteName(hold.site)}</td>
                          <td>${words(hold.reason)}</td>
                          <td class="r"><b>${decimal(sum(hold.lines.filter(line => line.item === item.item).map(line => line.open)))}</b></td>
                        </tr>`,
                    )}
                  </tbody>
                </table>`
              : html`<p class="pad muted">Nothing of it is on hold.</p>`
          }
        </section>
      </div>
      ${this.#past(item)}
    `;
  }

  #coming(expected, transit) {
    return html`<section class="card wide" aria-label="What comes" tabindex="0">
      <header><h2>What comes</h2></header>
      ${
        expected.length + transit.length
          ? html`<table>
              <tbody>
                ${expected.map(
                  row =>
                    html`<tr>
                      <td class="nowrap t">${date(row.expectedDate)}</td>
                      <td class="nowrap">${session.siteName(row.site)}</td>
                      <td class="soft">from suppliers${isZero(row.confirmed) ? ', not confirmed' : `, ${decimal(row.confirmed)} confirmed`}</td>
                      <td class="r"><b>${decimal(row.quantity)}</b></td>
                    </tr>`,
                )}
                ${transit.map(
                  row =>
                    html`<tr>
                      <td class="nowrap t">${date(row.expectedFirst)}</td>
                      <td class="nowrap">${session.siteName(row.toSite)}</td>
                      <td class="soft">in transit from ${session.siteName(row.fromSite)}</td>
                      <td class="r"><b>${decimal(row.inTransit)}</b></td>
                    </tr>`,
                )}
              </tbody>
            </table>`
          : html`<p class="pad muted">Nothing is on order and nothing is in transit.</p>`
      }
    </section>`;
  }

  #past(item) {
    const asked = this.#asked();
    const site = asked?.site || session.site || session.sites[0]?.site;
    return html`<section class="card wide" aria-label="At a past moment" tabindex="0">
      <header>
        <h2>At a past moment</h2>
        ${asked ? html`<span class="asof" data-state="fixed">fixed in time</span>` : ''}
      </header>
      <form
        class="form as-at"
        @submit=${event => {
          event.preventDefault();
          const fields = new FormData(event.target);
          setQuery({ at: fields.get('at'), 'at-site': fields.get('at-site'), known: fields.get('known') });
        }}
      >
        <div class="field">
          <label for="at-site">Site</label>
          <select id="at-site" name="at-site">
            ${session.sites.map(each => html`<option value=${each.site} ?selected=${each.site === site}>${each.name}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="at">As at</label>
          <input id="at" name="at" type="datetime-local" required .value=${asked?.at ?? localNow(session.zone(site), new Date(Date.now() - 7 * 86_400_000))} />
        </div>
        <div class="field">
          <label for="known">As known at</label>
          <input id="known" name="known" type="datetime-local" .value=${asked?.known ?? ''} aria-describedby="known-hint" />
          <span class="hint" id="known-hint">Empty: at that very moment</span>
        </div>
        <div class="field">
          <span class="lab">${session.zone(site)}</span>
          <button class="btn big" type="submit" data-act="as-at">Show</button>
        </div>
      </form>
      ${asked ? this.#then(item) : ''}
    </section>`;
  }

  #then(item) {
    const { value, problem } = this.asAt;
    if (problem) return html`<div class="pad">${failed(problem, { what: 'The past', retry: () => this.asAt.load() })}</div>`;
    if (!value || value.key !== JSON.stringify(this.#asked())) return loadingRows('the past', 3);
    const zone = session.zone(value.site);
    return html`
      <div class="figures">
        <div>
          <div class="cap">As known ${moment(value.knownAt, zone)}</div>
          <div class="mid-figure num">${decimal(value.asKnownThen)} ${item.unit}</div>
        </div>
        <div>
          <div class="cap">As known now</div>
          <div class="mid-figure num">${decimal(value.asKnownNow)} ${item.unit}</div>
        </div>
        <div>
          <div class="cap">Recorded later</div>
          <div class="mid-figure num ${isZero(value.difference) ? '' : 'held'}">${isZero(value.difference) ? 'nothing' : change(value.difference)}</div>
        </div>
      </div>
      ${
        value.later.items.length
          ? html`<table>
              <thead>
                <tr>
                  <th>Document</th>
                  <th>Move</th>
                  <th>Bin</th>
                  <th class="r">Quantity</th>
                  <th>Happened</th>
                  <th>Recorded</th>
                  <th>By</th>
                </tr>
              </thead>
              <tbody>
                ${value.later.items.map(move => {
                  const known = documentOf(move.document);
                  return html`<tr>
                    <td class="strong nowrap">${known ? html`<a href=${pathOf(known.type, known.id)}>${move.document}</a>` : move.document}</td>
                    <td>${words(move.kind)}</td>
                    <td class="nowrap">${move.bin}</td>
                    <td class="r">${change(move.quantity)}</td>
                    <td class="nowrap t">${moment(move.occurredAt, zone)}</td>
                    <td class="nowrap t">${moment(move.recordedAt, zone)}</td>
                    <td>${move.person}</td>
                  </tr>`;
                })}
                <tr class="sum">
                  <td colspan="3">${count(value.later.items.length)}${value.later.next ? ' of more' : ''} recorded later</td>
                  <td class="r">${change(sum(value.later.items.map(move => move.quantity)))}</td>
                  <td colspan="3"></td>
                </tr>
              </tbody>
            </table>`
          : html`<p class="pad muted">Nothing that happened before was recorded after.</p>`
      }
    `;
  }
}

customElements.define('sp-item', Item);
