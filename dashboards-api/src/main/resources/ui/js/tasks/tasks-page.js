import { html } from 'lit';
import { post } from '../api.js';
import { date, decimal, moment, words } from '../format.js';
import { href, query, setQuery } from '../router.js';
import { session } from '../session.js';
import { avatar } from '../parts/avatar.js';
import { icon } from '../parts/icon.js';
import { ListPage } from '../parts/list-page.js';
import { empty } from '../parts/states.js';
import { tabList } from '../parts/tab-list.js';
import { toast } from '../parts/toast.js';

const TABS = [
  { id: '', name: 'All' },
  { id: 'PICK', name: 'Pick' },
  { id: 'PACK', name: 'Pack' },
  { id: 'SHIP', name: 'Ship' },
  { id: 'mine', name: 'Mine' },
];
const NEEDS = { PICK: 'shipping:pick', PACK: 'shipping:ship', SHIP: 'shipping:ship' };

/** What is to be picked, packed and shipped at a site, the oldest promise first, and who does it. */
class Tasks extends ListPage {
  get endpoint() {
    return '/tasks';
  }

  get what() {
    return 'Tasks';
  }

  get site() {
    return session.site || session.sites[0]?.site;
  }

  get tab() {
    return TABS.some(tab => tab.id === query().get('kind')) ? query().get('kind') : '';
  }

  filter() {
    const mine = this.tab === 'mine';
    return {
      ...super.filter(),
      site: this.site,
      kind: mine ? null : this.tab,
      mine: mine ? 'true' : null,
      aisle: query().get('aisle'),
    };
  }

  render() {
    return html`<div class="page stack">
      <div class="row wrap">
        <div class="grow">
          ${tabList({ tabs: TABS, selected: this.tab, label: 'Kind', choose: id => setQuery({ kind: id, cursor: '' }) })}
        </div>
        <label class="row tight"
          >Aisle
          <input
            .value=${query().get('aisle') ?? ''}
            size="8"
            autocomplete="off"
            aria-label="How the bins to pick from begin"
            @change=${event => setQuery({ aisle: event.target.value.trim(), cursor: '' })}
        /></label>
        <span class="muted">${session.siteName(this.site)}</span>
      </div>
      <section class="card wide" role="tabpanel" aria-label="Tasks">${this.list('oldest promise first')}</section>
    </div>`;
  }

  async #change(task, verb) {
    try {
      await post(`/tasks/${verb}`, { kind: task.kind, document: task.document, lineNo: task.lineNo });
      dispatchEvent(new Event('posted'));
    } catch (problem) {
      if (!('status' in problem)) throw problem;
      toast(`${problem.title}. ${problem.detail}`);
      this.read();
    }
  }

  table(items) {
    return html`<table class="list-table">
      <thead>
        <tr>
          <th>Order</th>
          <th>Task</th>
          <th>Due</th>
          <th>Item</th>
          <th class="r">Quantity</th>
          <th>Bin</th>
          <th>Customer</th>
          <th>Wave</th>
          <th>By</th>
          <th><span class="sr">Action</span></th>
        </tr>
      </thead>
      <tbody>
        ${items.map(
          task =>
            html`<tr>
              <td class="strong nowrap"><a href=${href(`/orders/${encodeURIComponent(task.order)}`)}>${task.order}</a></td>
              <td class="nowrap">${words(task.kind)} ${task.kind === 'PICK' ? '' : html`<span class="muted">${task.document}</span>`}</td>
              <td class="nowrap">
                ${task.priority === 'LATE' ? html`<span class="st bad">${icon('alert', 's')}late</span>` : ''} ${date(task.dueDate)}
              </td>
              <td class="trunc">${task.item ? html`<a class="strong" href=${href(`/items/${encodeURIComponent(task.item)}`)}>${task.item}</a> ${task.name}` : ''}</td>
              <td class="r nowrap">${task.quantity ? html`${decimal(task.quantity)} ${task.unit}` : ''}</td>
              <td class="nowrap">${task.bin ?? ''}</td>
              <td class="trunc">${task.customerName}</td>
              <td class="nowrap">${task.wave ? html`<a href=${href(`/waves/${encodeURIComponent(task.wave)}`)}>${task.wave}</a>` : ''}</td>
              <td title=${task.takenAt ? moment(task.takenAt, session.zone(task.site)) : ''}>${task.takenBy ? avatar(task.takenBy) : ''}</td>
              <td class="r">${this.#button(task)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #button(task) {
    if (!session.can(NEEDS[task.kind])) return '';
    if (!task.takenBy)
      return html`<button class="btn" type="button" data-act="take" aria-label="Take ${task.document}" @click=${() => this.#change(task, 'take')}>Take</button>`;
    if (task.takenBy === session.person || session.can('shipping:plan-waves'))
      return html`<button class="btn quiet" type="button" data-act="give-back" aria-label="Give ${task.document} back" @click=${() => this.#change(task, 'give-back')}>
        Give back
      </button>`;
    return '';
  }

  none() {
    if (this.tab || query().get('aisle'))
      return empty({
        mark: 'filter',
        title: 'No tasks match',
        text: html`Nothing of this kind is open at <b>${session.siteName(this.site)}</b>.`,
        actions: html`<button class="btn" type="button" @click=${() => setQuery({ kind: '', aisle: '', cursor: '' })}>Clear filters</button>`,
      });
    return empty({
      mark: 'check',
      tone: 'good',
      title: 'Nothing is to be done',
      text: html`No order of <b>${session.siteName(this.site)}</b> waits to be picked, packed or shipped. Tasks come with the release of an order.`,
    });
  }
}

customElements.define('sp-tasks', Tasks);
