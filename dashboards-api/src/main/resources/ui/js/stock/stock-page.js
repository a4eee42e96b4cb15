import { html } from 'lit';
import { get } from '../api.js';
import { age, date, decimal, isNegative, isZero, words } from '../format.js';
import { href, query, setQuery } from '../router.js';
import { session } from '../session.js';
import { blockedBy } from '../parts/actions.js';
import { avatar } from '../parts/avatar.js';
import { icon } from '../parts/icon.js';
import { ListPage } from '../parts/list-page.js';
import { Loaded } from '../parts/loaded.js';
import { shares } from '../parts/shares.js';
import { empty } from '../parts/states.js';
import { tabList } from '../parts/tab-list.js';
import { toast } from '../parts/toast.js';
import { holdStock, releaseHold } from './hold-dialogs.js';

const TABS = [
  { id: 'on-hand', name: 'On hand' },
  { id: 'transit', name: 'In transit' },
  { id: 'holds', name: 'Holds' },
];

/** Stock by site, item and bin: on hand, held, reserved, available; what is between sites; what is on hold and why. */
class Stock extends ListPage {
  constructor() {
    super();
    this.items = new Loaded(this, async signal => (await get('/items', { query: query().get('item') ?? '', limit: 200 }, { signal })).items);
  }

  get tab() {
    return TABS.some(tab => tab.id === query().get('view')) ? query().get('view') : 'on-hand';
  }

  get endpoint() {
    return { 'on-hand': '/stock', transit: '/transfers/in-transit', holds: '/holds' }[this.tab];
  }

  get what() {
    return { 'on-hand': 'Stock', transit: 'Goods in transit', holds: 'Holds' }[this.tab];
  }

  filter() {
    return { ...super.filter(), item: query().get('item'), state: this.tab === 'holds' ? (query().get('released') ? null : 'HELD') : null };
  }

  read() {
    this.items.load();
    return super.read();
  }

  nameOf(item) {
    return (this.items.value ?? []).find(each => each.item === item)?.name ?? '';
  }

  render() {
    const blocked = blockedBy('stock:hold', 'put stock on hold');
    return html`
      <form class="bar" aria-label="Filter" @submit=${this.#filterItem}>
        <label class="search-field">
          <span class="sr">Item</span>${icon('search')}
          <input name="item" data-search list="stock-items" placeholder="Item" autocomplete="off" .value=${query().get('item') ?? ''} @change=${this.#filterItem} />
        </label>
        <datalist id="stock-items">${(this.items.value ?? []).map(item => html`<option value=${item.item}>${item.name}</option>`)}</datalist>
        ${
          query().get('item')
            ? html`<span class="chip"
                ><span><span class="k">Item</span> ${query().get('item')}</span
                ><button type="button" aria-label="Remove item filter" @click=${() => setQuery({ item: '', cursor: '' })}>${icon('cross', 's')}</button></span
              >`
            : ''
        }
        ${
          this.tab === 'holds'
            ? html`<button
                class="btn"
                type="button"
                aria-pressed=${query().get('released') ? 'true' : 'false'}
                @click=${() => setQuery({ released: query().get('released') ? '' : 'yes', cursor: '' })}
              >
                Released too
              </button>`
            : ''
        }
        <span class="grow"></span>
        <button
          class="btn"
          type="button"
          data-act="hold"
          aria-disabled=${blocked ? 'true' : 'false'}
          title=${blocked ?? ''}
          @click=${() => (blocked ? toast(blocked) : holdStock({ item: query().get('item') ?? '' }))}
        >
          ${icon('lock')}Put on hold
        </button>
      </form>
      <div class="page stack">
        <div class="row wrap">
          <div class="grow">
            ${tabList({ tabs: TABS, selected: this.tab, label: 'Stock', choose: id => setQuery({ view: id === 'on-hand' ? '' : id, cursor: '' }) })}
          </div>
        </div>
        <section class="card wide" role="tabpanel" aria-label=${this.what}>${this.list(this.tab === 'holds' ? 'newest first' : 'by site and item')}</section>
      </div>
    `;
  }

  #filterItem = event => {
    event.preventDefault();
    const form = event.target.closest('form');
    setQuery({ item: new FormData(form).get('item').trim(), cursor: '' });
  };

  table(items) {
    if (this.tab === 'holds') return this.#holds(items);
    return this.tab === 'transit' ? this.#transit(items) : this.#onHand(items);
  }

  #item(item) {
    return html`<div class="a strong nowrap"><a href=${href(`/items/${encodeURIComponent(item)}`)}>${item}</a></div>
      <div class="b trunc">${this.nameOf(item)}</div>`;
  }

  #onHand(items) {
    return html`<table class="list-table two-line">
      <thead>
        <tr>
          <th>Item</th>
          <th>Site</th>
          <th class="r">On hand</th>
          <th class="r">Held</th>
          <th class="r">Reserved</th>
          <th class="r">Available</th>
          <th>
            <span class="row tight"><span class="lg"><i class="covered"></i>reserved</span><span class="lg"><i class="held-part"></i>held</span></span>
          </th>
          <th>Bins</th>
        </tr>
      </thead>
      <tbody>
        ${items.map(
          row =>
            html`<tr>
              <td>${this.#item(row.item)}</td>
              <td class="nowrap">${session.siteName(row.site)}</td>
              <td class="r nowrap"><b>${decimal(row.onHand)}</b> <span class="muted">${row.unit}</span></td>
              <td class="r ${isZero(row.held) ? 'muted' : 'warn'}">${decimal(row.held)}</td>
              <td class="r ${isZero(row.reserved) ? 'muted' : ''}">${decimal(row.reserved)}</td>
              <td class="r">
                ${isNegative(row.available) ? html`<span class="st bad">${icon('alert', 's')}${decimal(row.available)}</span>` : html`<b>${decimal(row.available)}</b>`}
              </td>
              <td>
                ${shares(
                  row.onHand,
                  [
                    ['covered', row.reserved],
                    ['held-part', row.held],
                  ],
                  'stock-bar',
                )}
              </td>
              <td>${bins(row.bins)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #transit(items) {
    return html`<table class="list-table two-line">
      <thead>
        <tr>
          <th>Item</th>
          <th>From, to</th>
          <th class="r">Sent</th>
          <th class="r">Received</th>
          <th class="r">Written off</th>
          <th class="r">In transit</th>
          <th>First expected</th>
          <th class="r">Transfers</th>
        </tr>
      </thead>
      <tbody>
        ${items.map(
          row =>
            html`<tr>
              <td>${this.#item(row.item)}</td>
              <td class="nowrap">${session.siteName(row.fromSite)} → ${session.siteName(row.toSite)}</td>
              <td class="r">${decimal(row.sent)}</td>
              <td class="r">${decimal(row.received)}</td>
              <td class="r ${isZero(row.writtenOff) ? 'muted' : 'warn'}">${decimal(row.writtenOff)}</td>
              <td class="r"><b>${decimal(row.inTransit)}</b> <span class="muted">${row.unit}</span></td>
              <td class="nowrap t">${date(row.expectedFirst)}</td>
              <td class="r"><a href=${href('/transfers', { item: row.item, state: 'IN_TRANSIT' })}>${row.transfers}</a></td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #holds(items) {
    const blocked = blockedBy('stock:release-hold', 'release stock on hold');
    return html`<table class="list-table two-line">
      <thead>
        <tr>
          <th>Hold</th>
          <th>Bin</th>
          <th>Reason</th>
          <th class="r">On hold</th>
          <th>By</th>
          <th class="r">Age</th>
          <th><span class="sr">Action</span></th>
        </tr>
      </thead>
      <tbody>
        ${items.map(
          row =>
            html`<tr>
              <td class="strong nowrap"><a href=${href(`/chains/hold/${encodeURIComponent(row.hold)}`)}>${row.hold}</a></td>
              <td class="nowrap">
                <div class="a">${row.bin}</div>
                <div class="b">${session.siteName(row.site)}</div>
              </td>
              <td>
                <div class="a">${words(row.reason)}</div>
                <div class="b trunc">${row.note ?? ''}</div>
              </td>
              <td class="r">${row.lines.map(line => html`<div class="nowrap"><b>${decimal(line.open)}</b> <span class="muted">of ${decimal(line.quantity)} ${line.item}</span></div>`)}</td>
              <td><span class="row tight">${avatar(row.heldBy)}${row.releasedBy ? html`${icon('right', 's')}${avatar(row.releasedBy)}` : ''}</span></td>
              <td class="r muted nowrap">${age(row.heldAt)}</td>
              <td class="r">
                ${
                  row.state === 'HELD'
                    ? html`<button
                        class="btn ${blocked ? 'locked' : ''}"
                        type="button"
                        aria-disabled=${blocked ? 'true' : 'false'}
                        title=${blocked ?? ''}
                        @click=${() => (blocked ? toast(blocked) : releaseHold(row))}
                      >
                        ${blocked ? icon('lock') : ''}Release
                      </button>`
                    : html`<span class="soft nowrap">${icon('check', 's')} Released</span>`
                }
              </td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  none() {
    const [mark, title, text, matching] = {
      'on-hand': ['box', 'No stock here', 'Goods stand here as soon as the dock has received them.', 'No stock matches'],
      transit: ['check', 'Nothing is in transit', 'No transfer is on its way between two sites.', 'Nothing in transit matches'],
      holds: ['check', 'Nothing is on hold', 'All that is on hand can be promised and picked.', 'No hold matches'],
    }[this.tab];
    if (!query().get('item') && !session.site) return empty({ mark, tone: mark === 'check' ? 'good' : '', title, text });
    return empty({
      mark: 'filter',
      title: matching,
      text: html`Shown is ${query().get('item') ? html`item <b>${query().get('item')}</b>` : 'every item'}
      ${session.site ? html`at <b>${session.siteName(session.site)}</b>` : 'at every site'}.`,
      actions: html`<button class="btn" type="button" @click=${() => setQuery({ item: '', site: '', cursor: '' })}>Clear filters</button>`,
    });
  }
}

export function bins(all) {
  if (!all.length) return html`<span class="muted">none</span>`;
  const line = bin =>
    html`<span class="bin nowrap"
      >${bin.bin} <b class="num">${decimal(bin.onHand)}</b>${isZero(bin.held) ? '' : html` <span class="warn">${decimal(bin.held)} held</span>`}</span
    >`;
  if (all.length <= 3) return all.map(line);
  return html`<details class="bins">
    <summary>${all.slice(0, 2).map(line)} <span class="muted">and ${all.length - 2} more</span></summary>
    ${all.slice(2).map(line)}
  </details>`;
}

customElements.define('sp-stock', Stock);
