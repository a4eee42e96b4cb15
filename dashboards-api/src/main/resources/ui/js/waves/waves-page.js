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
import { createWave } from './wave-dialogs.js';

const TABS = [
  { id: 'OPEN', name: 'Open' },
  { id: 'CLOSED', name: 'Closed' },
  { id: 'CANCELLED', name: 'Cancelled' },
];

/** Waves of a site: orders that are picked in one walk, and how far each is. */
class Waves extends ListPage {
  get endpoint() {
    return '/waves';
  }

  get what() {
    return 'Waves';
  }

  get site() {
    return session.site || session.sites[0]?.site;
  }

  get state() {
    return TABS.some(tab => tab.id === query().get('state')) ? query().get('state') : 'OPEN';
  }

  filter() {
    return { ...super.filter(), site: this.site, state: this.state };
  }

  render() {
    const blocked = blockedBy('shipping:plan-waves', 'plan waves');
    return html`<div class="page stack">
      <div class="row wrap">
        <div class="grow">
          ${tabList({ tabs: TABS, selected: this.state, label: 'State', choose: id => setQuery({ state: id === 'OPEN' ? '' : id, cursor: '' }) })}
        </div>
        <button
          class="btn big ${blocked ? '' : 'pri'}"
          type="button"
          data-act="create"
          aria-disabled=${blocked ? 'true' : 'false'}
          title=${blocked ?? ''}
          @click=${() => (blocked ? toast(blocked) : this.#create())}
        >
          ${icon(blocked ? 'lock' : 'plus')}Create a wave
        </button>
      </div>
      <section class="card wide" role="tabpanel" aria-label="Waves">${this.list()}</section>
    </div>`;
  }

  async #create() {
    const wave = await createWave(this.site);
    if (wave) navigate(href(`/waves/${encodeURIComponent(wave.wave)}`));
  }

  table(items) {
    return html`<table class="list-table">
      <thead>
        <tr>
          <th>Wave</th>
          <th>State</th>
          <th>Confirmed</th>
          <th class="r">Orders</th>
          <th>Created</th>
          <th><span class="sr">By</span></th>
          <th class="r">Age</th>
        </tr>
      </thead>
      <tbody>
        ${items.map(row => {
          const path = href(`/waves/${encodeURIComponent(row.wave)}`);
          return html`<tr class="go" @click=${event => event.target.closest('a') || navigate(path)}>
            <td class="strong nowrap"><a href=${path}>${row.wave}</a></td>
            <td>${words(row.state)}</td>
            <td>
              <div class="row tight">
                ${shares(String(row.stops), [['shipped', String(row.confirmed)]])}<span class="num nowrap">${count(row.confirmed)} of ${count(row.stops)} stops</span>
              </div>
            </td>
            <td class="r">${count(row.orders)}</td>
            <td class="nowrap t">${moment(row.createdAt, session.zone(row.site))}</td>
            <td>${avatar(row.createdBy)}</td>
            <td class="r muted nowrap">${age(row.createdAt)}</td>
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
        title: 'No wave is open',
        text: html`Nobody walks a wave at <b>${session.siteName(this.site)}</b>. Released orders wait under Tasks.`,
        actions: html`<a class="btn" href=${href('/tasks', { kind: 'PICK' })}>What is to pick</a>`,
      });
    return empty({ mark: 'order', title: 'No waves here', text: 'Waves stand here with the shipments they made.' });
  }
}

customElements.define('sp-waves', Waves);
