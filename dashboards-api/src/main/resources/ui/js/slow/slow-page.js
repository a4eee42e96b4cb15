import { html } from 'lit';
import { get } from '../api.js';
import { count, date, decimal, isZero, money, moment, words } from '../format.js';
import { href, query, setQuery } from '../router.js';
import { session } from '../session.js';
import { icon } from '../parts/icon.js';
import { ListPage } from '../parts/list-page.js';
import { Loaded } from '../parts/loaded.js';
import { empty } from '../parts/states.js';
import { tabList } from '../parts/tab-list.js';

const BUCKETS = ['EXPIRING', 'OBSOLETE', 'SLOW', 'EXCESS', 'NEW', 'ACTIVE'];

/** The stock of a site by age, cover and expiry, what is worth most first, and what to do about it. */
class SlowMovers extends ListPage {
  constructor() {
    super();
    this.totalsOf = new Loaded(this, signal => get('/slow-movers/totals', { site: this.site }, { signal }));
  }

  get endpoint() {
    return '/slow-movers';
  }

  get what() {
    return 'Slow movers';
  }

  get site() {
    return session.site || session.sites[0]?.site;
  }

  get bucket() {
    return BUCKETS.includes(query().get('bucket')) ? query().get('bucket') : '';
  }

  filter() {
    return { ...super.filter(), site: this.site, bucket: this.bucket };
  }

  read() {
    this.totalsOf.load();
    return super.read();
  }

  scopeChanged() {
    this.totalsOf.forget();
    super.scopeChanged();
  }

  render() {
    const totals = this.totalsOf.value ?? [];
    const tabs = [{ id: '', name: 'All' }, ...BUCKETS.map(id => ({ id, name: words(id), count: totals.find(each => each.bucket === id)?.items ?? 0 }))];
    const chosen = totals.find(each => each.bucket === this.bucket);
    return html`<div class="page stack">
      <div class="row wrap">
        <div class="grow">
          ${tabList({ tabs, selected: this.bucket, label: 'Bucket', choose: id => setQuery({ bucket: id, cursor: '' }) })}
        </div>
        <span class="muted">${session.siteName(this.site)}${chosen ? html`, <b class="num">${money(chosen.value, session.currency, { cents: 'never' })}</b> at cost` : ''}</span>
      </div>
      <section class="card wide" role="tabpanel" aria-label="Slow movers">${this.list('what is worth most first')}</section>
    </div>`;
  }

  table(items) {
    const zone = session.zone(this.site);
    return html`<table class="stick list-table">
      <thead>
        <tr>
          <th>Item</th>
          <th>Bucket</th>
          <th class="r">On hand</th>
          <th class="r">Value at cost</th>
          <th>Oldest</th>
          <th class="r">Age, days</th>
          <th>Last sold</th>
          <th class="r">Sold, 90 days</th>
          <th class="r">Cover, days</th>
          <th class="r">Expires unsold</th>
          <th>Proposed</th>
        </tr>
      </thead>
      <tbody>
        ${items.map(
          row =>
            html`<tr>
              <td class="trunc"><a class="strong" href=${href(`/items/${encodeURIComponent(row.item)}`)}>${row.item}</a> ${row.name}</td>
              <td class="nowrap">${words(row.bucket)}</td>
              <td class="r nowrap">${decimal(row.onHand)} ${row.unit}</td>
              <td class="r">${money(row.value, session.currency, { cents: 'never' })}</td>
              <td class="nowrap">${row.oldestOn ? date(row.oldestOn) : ''}</td>
              <td class="r">${row.ageDays ? decimal(row.ageDays, 0) : ''}</td>
              <td class="nowrap t">${row.lastSoldAt ? moment(row.lastSoldAt, zone) : html`<span class="muted">never</span>`}</td>
              <td class="r">${decimal(row.sold)}</td>
              <td class="r">${row.coverDays ? decimal(row.coverDays, 0) : html`<span class="muted">no sales</span>`}</td>
              <td class="r">${isZero(row.atRisk) ? '' : html`<span class="st warn">${icon('clock', 's')}${decimal(Math.ceil(row.atRisk))}</span>`}</td>
              <td class="nowrap">${words(row.action)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  none() {
    return empty({
      mark: 'box',
      title: this.bucket ? 'Nothing in this bucket' : 'Nothing is in stock',
      text: html`${this.bucket ? html`No item of <b>${session.siteName(this.site)}</b> is ${words(this.bucket).toLowerCase()}.` : html`<b>${session.siteName(this.site)}</b> has no stock.`}`,
      actions: this.bucket ? html`<button class="btn" type="button" @click=${() => setQuery({ bucket: '', cursor: '' })}>All buckets</button>` : '',
    });
  }
}

customElements.define('sp-slow-movers', SlowMovers);
