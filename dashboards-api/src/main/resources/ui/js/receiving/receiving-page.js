import { html } from 'lit';
import { get } from '../api.js';
import { count, date, money, sum } from '../format.js';
import { href, query, setQuery } from '../router.js';
import { session } from '../session.js';
import { blockedBy } from '../parts/actions.js';
import { icon } from '../parts/icon.js';
import { ListPage } from '../parts/list-page.js';
import { Loaded } from '../parts/loaded.js';
import { empty } from '../parts/states.js';
import { tabList } from '../parts/tab-list.js';

const TABS = [
  { id: 'today', name: 'Due today', days: 0 },
  { id: 'week', name: 'Next 7 days', days: 7 },
  { id: 'all', name: 'All', days: null },
];

/** What the dock waits for: from suppliers, from other sites, and back from customers. */
class Receiving extends ListPage {
  constructor() {
    super();
    this.others = new Loaded(this, async signal => {
      const [transfers, returns] = await Promise.all([
        get('/transfers', { state: 'IN_TRANSIT', site: session.site, limit: 50 }, { signal }),
        get('/returns', { state: 'OPEN', site: session.site, limit: 50 }, { signal }),
      ]);
      return {
        transfers: transfers.items.filter(each => !session.site || each.toSite === session.site),
        returns: returns.items,
      };
    });
  }

  get endpoint() {
    return '/expected-deliveries';
  }

  get what() {
    return 'Expected deliveries';
  }

  get tab() {
    return TABS.find(tab => tab.id === query().get('due')) ?? TABS[0];
  }

  filter() {
    return { ...super.filter(), until: this.tab.days === null ? null : session.today(this.tab.days) };
  }

  read() {
    this.others.load();
    return super.read();
  }

  render() {
    return html`<div class="page stack">
      <div class="row wrap">
        <div class="grow">
          ${tabList({ tabs: TABS, selected: this.tab.id, label: 'Due', choose: id => setQuery({ due: id === 'today' ? '' : id, cursor: '' }) })}
        </div>
      </div>
      <section class="card wide" role="tabpanel" aria-label="Expected deliveries">${this.list('the earliest first')}</section>
      ${this.#others()}
    </div>`;
  }

  totals(items) {
    const late = items.filter(row => row.overdue).length;
    return html`<span class="num"><b>${money(sum(items.map(row => row.value)), session.currency, { cents: 'never' })}</b> to come</span>${
        late ? html`<span class="st bad">${icon('clock', 's')}${count(late)} overdue</span>` : ''
      }`;
  }

  table(items) {
    const blocked = blockedBy('inventory:receive', 'receive goods');
    return html`<table class="list-table two-line">
      <thead>
        <tr>
          <th>Order</th>
          <th>Supplier</th>
          <th>Site</th>
          <th>Expected</th>
          <th>Known from</th>
          <th class="r">Lines</th>
          <th class="r">Value</th>
          <th><span class="sr">Action</span></th>
        </tr>
      </thead>
      <tbody>
        ${items.map(
          row =>
            html`<tr>
              <td>
                <div class="a strong nowrap"><a href=${href(`/purchasing/${encodeURIComponent(row.order)}`)}>${row.order}</a></div>
                <div class="b">${row.expedite ? html`<span class="bad">emergency</span>` : ''}</div>
              </td>
              <td class="trunc">${row.supplierName}</td>
              <td class="nowrap">${session.siteName(row.site)}</td>
              <td class="nowrap t">
                ${row.overdue ? html`<span class="st bad">${icon('clock', 's')}${date(row.expectedDate)}, overdue</span>` : date(row.expectedDate)}
              </td>
              <td class="nowrap">${row.asn ? html`notice ${row.asn}` : row.confirmed ? 'confirmation' : html`<span class="muted">order only</span>`}</td>
              <td class="r">${count(row.lines)}</td>
              <td class="r">${money(row.value, session.currency, { cents: 'never' })}</td>
              <td class="r">
                ${
                  blocked
                    ? html`<span class="btn locked" role="link" aria-disabled="true" title=${blocked}>${icon('lock')}Receive</span>`
                    : html`<a class="btn" data-act="receive" href=${href(`/receiving/${encodeURIComponent(row.order)}`, { asn: row.asn })}>Receive</a>`
                }
              </td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  none() {
    if (this.tab.days === null)
      return empty({
        mark: 'dock',
        title: 'Nothing is on order',
        text: 'A purchase order stands here from the moment it is sent until it is received.',
      });
    return empty({
      mark: 'check',
      tone: 'good',
      title: this.tab.days ? 'Nothing is due in the next 7 days' : 'Nothing is due at the dock today',
      text: 'Nothing is overdue either. Later deliveries stand under the next tab.',
      actions: html`<button class="btn" type="button" @click=${() => setQuery({ due: this.tab.days ? 'all' : 'week' })}>
        ${this.tab.days ? 'Show all' : 'Show the next 7 days'}
      </button>`,
    });
  }

  #others() {
    const { transfers, returns } = this.others.value ?? { transfers: [], returns: [] };
    if (!transfers.length && !returns.length) return '';
    return html`<div class="halves">
      ${
        transfers.length
          ? html`<section class="card wide" aria-label="From other sites">
              <header><h2>From other sites</h2></header>
              <table>
                <tbody>
                  ${transfers.map(
                    each =>
                      html`<tr>
                        <td class="strong nowrap"><a href=${href(`/transfers/${encodeURIComponent(each.transfer)}`)}>${each.transfer}</a></td>
                        <td>${session.siteName(each.fromSite)} → ${session.siteName(each.toSite)}</td>
                        <td class="nowrap t ${each.overdue ? 'bad' : ''}">${each.overdue ? icon('clock', 's') : ''} ${date(each.expectedOn)}</td>
                        <td class="r">${count(each.lines.length)} ${each.lines.length === 1 ? 'line' : 'lines'}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </section>`
          : ''
      }
      ${
        returns.length
          ? html`<section class="card wide" aria-label="Back from customers">
              <header><h2>Back from customers</h2></header>
              <table>
                <tbody>
                  ${returns.map(
                    each =>
                      html`<tr>
                        <td class="strong nowrap"><a href=${href(`/returns/${encodeURIComponent(each.returnId)}`)}>${each.returnId}</a></td>
                        <td>${each.customer}</td>
                        <td class="nowrap">${session.siteName(each.site)}</td>
                        <td class="r">${count(each.lines)} ${each.lines === 1 ? 'line' : 'lines'}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </section>`
          : ''
      }
    </div>`;
  }
}

customElements.define('sp-receiving', Receiving);
