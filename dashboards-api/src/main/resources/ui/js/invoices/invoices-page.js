import { html } from 'lit';
import { date, money, moment } from '../format.js';
import { href, navigate, query, setQuery } from '../router.js';
import { session } from '../session.js';
import { actionButtons, blockedBy } from '../parts/actions.js';
import { icon } from '../parts/icon.js';
import { ListPage } from '../parts/list-page.js';
import { empty } from '../parts/states.js';
import { tabList } from '../parts/tab-list.js';
import { postInvoices } from './invoice-dialogs.js';
import { isCredit, kindName, stateName, STATES } from './invoice-model.js';

/** Invoices and credit notes by state, newest first. */
class Invoices extends ListPage {
  get endpoint() {
    return '/invoices';
  }

  get what() {
    return 'Invoices';
  }

  get state() {
    return query().get('state') ?? '';
  }

  filter() {
    return { ...super.filter(), state: this.state, customer: query().get('customer') };
  }

  render() {
    return html`<div class="page stack">
      <div class="row wrap">
        <div class="grow">
          ${tabList({ tabs: [{ id: '', name: 'All' }, ...STATES.map(([id, name]) => ({ id, name }))], selected: this.state, label: 'State', choose: id => setQuery({ state: id, cursor: '' }) })}
        </div>
        ${
          query().get('customer')
            ? html`<span class="chip"
                ><span><span class="k">Customer</span> ${query().get('customer')}</span
                ><button type="button" aria-label="Remove customer filter" @click=${() => setQuery({ customer: '', cursor: '' })}>${icon('cross', 's')}</button></span
              >`
            : ''
        }
        ${actionButtons([{ id: 'post', name: 'Post all that wait', mark: 'check', quiet: true, blocked: blockedBy('invoices:post', 'post invoices'), run: () => postInvoices() }])}
      </div>
      <section class="card wide" role="tabpanel" aria-label="Invoices">${this.list()}</section>
    </div>`;
  }

  table(items) {
    return html`<table class="stick list-table">
      <thead>
        <tr>
          <th>Document</th>
          <th>Kind</th>
          <th>State</th>
          <th>Number</th>
          <th>Customer</th>
          <th>Site</th>
          <th>Made</th>
          <th>Issued</th>
          <th class="r">Amount</th>
        </tr>
      </thead>
      <tbody>
        ${items.map(row => {
          const path = href(`/invoices/${encodeURIComponent(row.invoice)}`);
          return html`<tr class="go" @click=${event => event.target.closest('a') || navigate(path)}>
            <td class="strong nowrap"><a href=${path}>${row.invoice}</a></td>
            <td class="nowrap">${kindName(row)}</td>
            <td class="nowrap">${row.state === 'PROPOSED' ? html`<span class="st warn">${icon('clock', 's')}waits for approval</span>` : html`<span class="soft">${stateName(row.state)}</span>`}</td>
            <td class="nowrap num">${row.legalNumber ?? html`<span class="muted">not posted</span>`}</td>
            <td class="trunc"><a href=${href(`/customers/${encodeURIComponent(row.customer)}`)}>${row.customerName}</a></td>
            <td class="nowrap">${session.siteName(row.site)}</td>
            <td class="nowrap t">${moment(row.madeAt, session.zone(row.site))}</td>
            <td class="nowrap t">${row.issuedOn ? date(row.issuedOn) : ''}</td>
            <td class="r">${isCredit(row) ? '\u2212' : ''}${money(row.amount, session.currency)}</td>
          </tr>`;
        })}
      </tbody>
    </table>`;
  }

  none() {
    if (!this.state && !query().get('customer') && !session.site)
      return empty({
        mark: 'bill',
        title: 'Nothing is invoiced yet',
        text: 'An invoice is made on the page of a customer, of what was shipped.',
        actions: html`<a class="btn" href=${href('/orders', { state: 'SHIPPED' })}>Shipped orders</a>`,
      });
    return empty({
      mark: 'filter',
      title: 'No invoices match',
      text: html`Nothing ${this.state ? html`is <b>${stateName(this.state).toLowerCase()}</b>` : 'stands'}
      ${session.site ? html`at <b>${session.siteName(session.site)}</b>` : ''} ${query().get('customer') ? html`for <b>${query().get('customer')}</b>` : ''}.`,
      actions: html`<button class="btn" type="button" @click=${() => setQuery({ state: '', customer: '', site: '', cursor: '' })}>Clear filters</button>`,
    });
  }
}

customElements.define('sp-invoices', Invoices);
