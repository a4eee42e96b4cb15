import { html } from 'lit';
import { age, count, moment, words } from '../format.js';
import { href, navigate, query, setQuery } from '../router.js';
import { session } from '../session.js';
import { blockedBy } from '../parts/actions.js';
import { avatar } from '../parts/avatar.js';
import { icon } from '../parts/icon.js';
import { ListPage } from '../parts/list-page.js';
import { shares } from '../parts/shares.js';
import { empty } from '../parts/states.js';
import { tabList } from '../parts/tab-list.js';
import { toast } from '../parts/toast.js';
import { startCount } from './count-dialogs.js';
import './count-plan.js';

const TABS = [
  { id: 'OPEN', name: 'Open' },
  { id: 'COMPLETED', name: 'Completed' },
  { id: 'all', name: 'All' },
];

/** Cycle counts: what is being counted and how far it is. */
class Counts extends ListPage {
  get endpoint() {
    return '/counts';
  }

  get what() {
    return 'Counts';
  }

  get state() {
    return TABS.some(tab => tab.id === query().get('state')) ? query().get('state') : 'OPEN';
  }

  filter() {
    return { ...super.filter(), state: this.state === 'all' ? null : this.state };
  }

  render() {
    const blocked = blockedBy('inventory:manage-counts', 'start counts');
    return html`<div class="page stack">
      <div class="row wrap">
        <div class="grow">
          ${tabList({ tabs: TABS, selected: this.state, label: 'State', choose: id => setQuery({ state: id === 'OPEN' ? '' : id, cursor: '' }) })}
        </div>
        <button
          class="btn big ${blocked ? '' : 'pri'}"
          type="button"
          data-act="start"
          aria-disabled=${blocked ? 'true' : 'false'}
          title=${blocked ?? ''}
          @click=${() => (blocked ? toast(blocked) : this.#start())}
        >
          ${icon(blocked ? 'lock' : 'plus')}Start a count
        </button>
      </div>
      <section class="card wide" role="tabpanel" aria-label="Counts">${this.list()}</section>
      <sp-count-plan></sp-count-plan>
    </div>`;
  }

  async #start() {
    const sheet = await startCount();
    if (sheet) navigate(href(`/counts/${encodeURIComponent(sheet.count)}`));
  }

  table(items) {
    return html`<table class="list-table">
      <thead>
        <tr>
          <th>Count</th>
          <th>Kind</th>
          <th>Site</th>
          <th>Counted</th>
          <th class="r">Lines</th>
          <th>Opened</th>
          <th><span class="sr">By</span></th>
          <th class="r">Age</th>
          <th>State</th>
        </tr>
      </thead>
      <tbody>
        ${items.map(row => {
          const path = href(`/counts/${encodeURIComponent(row.count)}`);
          const done = row.lines - row.open;
          return html`<tr class="go" @click=${event => event.target.closest('a') || navigate(path)}>
            <td class="strong nowrap"><a href=${path}>${row.count}</a></td>
            <td>${words(row.countType)}</td>
            <td class="nowrap">${session.siteName(row.site)}</td>
            <td>
              <div class="row tight">
                ${shares(String(row.lines), [['shipped', String(done)]])}<span class="num nowrap">${count(done)} of ${count(row.lines)}</span>
              </div>
            </td>
            <td class="r">${count(row.lines)}</td>
            <td class="nowrap t">${moment(row.openedAt, session.zone(row.site))}</td>
            <td>${avatar(row.openedBy)}</td>
            <td class="r muted nowrap">${age(row.openedAt)}</td>
            <td class="nowrap">${row.state === 'OPEN' ? html`<span class="soft">Open</span>` : html`${icon('check', 's')} Completed`}</td>
          </tr>`;
        })}
      </tbody>
    </table>`;
  }

  none() {
    if (this.state === 'OPEN')
      return empty({
        mark: 'check',
        tone: 'good',
        title: 'Nothing is being counted',
        text: html`No count is open${session.site ? html` at <b>${session.siteName(session.site)}</b>` : ''}. Completed ones stand under the next tab.`,
      });
    return empty({ mark: 'count', title: 'No counts here', text: 'Counts stand here with what was found, by whom, and what it changed.' });
  }
}

customElements.define('sp-counts', Counts);
