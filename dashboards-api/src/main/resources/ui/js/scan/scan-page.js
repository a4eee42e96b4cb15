import { html } from 'lit';
import { get, post, Problem } from '../api.js';
import { count, date } from '../format.js';
import { href, navigate, query, setQuery } from '../router.js';
import { session } from '../session.js';
import { isDark, switchTheme } from '../theme.js';
import { blockedBy } from '../parts/actions.js';
import { icon } from '../parts/icon.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { empty, failed, loadingRows } from '../parts/states.js';
import { toast } from '../parts/toast.js';
import { head, scanField, verdict, wrong } from './frame.js';
import { leave } from './outbox.js';
import { TASKS } from './scan-model.js';
import { signal, soundOn, switchSound } from './signal.js';
import { chooseStandIn, readable, STAND_INS, standIn, Wedge } from './wedge.js';

const REREAD_MS = 15_000;
const MOST = 50;
const REMEMBERED = 'setpoint.scan-site';

/** The work of each task at a site, as {document, what, due, late, lines}. */
const WORK = {
  RECEIVE: async (site, signal) => {
    const page = await get('/expected-deliveries', { site, limit: MOST }, { signal });
    const rows = page.items.map(each => ({
      document: each.order,
      what: each.supplierName,
      due: each.expectedDate,
      late: each.overdue,
      lines: each.lines,
    }));
    return { rows: rows.filter((row, index) => rows.findIndex(other => other.document === row.document) === index), more: page.next };
  },
  PUT_AWAY: async (site, signal) => {
    const page = await get('/put-aways', { site, limit: MOST }, { signal });
    const open = page.items.filter(each => each.state === 'OPEN');
    const receipts = [...new Set(open.map(each => each.receipt))];
    const rows = receipts.map(receipt => {
      const tasks = open.filter(each => each.receipt === receipt);
      return { document: receipt, what: tasks.map(each => each.item).join(', '), lines: tasks.length };
    });
    return { rows, more: page.next };
  },
  PICK: async (site, signal) => {
    const page = await get('/orders', { site, state: 'RELEASED', limit: MOST }, { signal });
    const rows = page.items.map(each => ({ document: each.order, what: each.customerName, due: each.commitDate, lines: each.lines }));
    return { rows: rows.sort((one, other) => one.due.localeCompare(other.due)), more: page.next };
  },
  COUNT: async (site, signal) => {
    const page = await get('/counts', { site, state: 'OPEN', limit: MOST }, { signal });
    return {
      rows: page.items
        .filter(each => each.open)
        .map(each => ({ document: each.count, what: `${count(each.open)} of ${count(each.lines)} lines open`, lines: each.open })),
      more: page.next,
    };
  },
};

/** Where work with a scanner begins: what waits at this site, opened by scanning its number or by a touch. */
class Scan extends Page {
  static properties = { refused: { state: true }, opening: { state: true } };

  constructor() {
    super();
    this.wedge = new Wedge(this, code => this.#scanned(code));
    this.work = new Loaded(this, async signal => {
      const site = this.site;
      const found = await Promise.all(TASKS.map(({ task }) => WORK[task](site, signal)));
      return { site, tasks: Object.fromEntries(TASKS.map(({ task }, index) => [task, found[index]])) };
    });
    this.waiting = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => document.visibilityState === 'visible' && this.#read(), REREAD_MS);
    this.onShown = () => document.visibilityState === 'visible' && this.#read();
    document.addEventListener('visibilitychange', this.onShown);
    this.#read();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    document.removeEventListener('visibilitychange', this.onShown);
    super.disconnectedCallback();
  }

  get site() {
    if (session.site) return session.site;
    const known = session.sites.map(each => each.site);
    return known.length === 1 ? known[0] : (known.find(site => site === localStorage.getItem(REMEMBERED)) ?? '');
  }

  get task() {
    const open = TASKS.filter(each => session.can(each.permission));
    return TASKS.find(each => each.task === query().get('task')) ?? open[0] ?? TASKS[0];
  }

  addressChanged() {
    if (this.work.value?.site !== this.site) this.#read();
  }

  scopeChanged() {
    this.work.forget();
    this.#read();
  }

  #read() {
    if (this.site) this.work.load();
  }

  render() {
    if (!this.site) return this.#sites();
    return html`
      ${head({ back: { href: href('/board'), name: 'Leave the scan screens' }, title: 'Scan', place: html`${session.siteName(this.site)} · ${session.name}` })}
      <div class="floor-body">
        ${this.#verdict()} ${scanField('Scan the number of a document, or choose')} ${this.#tasks()} ${this.#list()} ${this.#device()}
      </div>
    `;
  }

  #verdict() {
    if (this.opening) return verdict('ready', `Opening ${this.opening}`);
    return this.refused ? wrong(this.refused.problem, this.refused.code) : '';
  }

  #tasks() {
    return html`<div class="tasks" role="group" aria-label="Task">
      ${TASKS.map(each => {
        const found = this.work.value?.tasks[each.task];
        const blocked = blockedBy(each.permission, each.words);
        return html`<button
          type="button"
          class="task"
          data-task=${each.task}
          aria-pressed=${this.task === each ? 'true' : 'false'}
          title=${blocked ?? ''}
          @click=${() => setQuery({ task: each.task }, { replace: true })}
        >
          ${icon(blocked ? 'lock' : each.mark, 'big')}<span>${each.name}</span
          ><b class="num">${found ? `${count(found.rows.length)}${found.more ? '+' : ''}` : '\u2013'}</b>
        </button>`;
      })}
    </div>`;
  }

  #list() {
    const { value, problem } = this.work;
    const { task, name, none, hint, permission, words } = this.task;
    if (!session.can(permission))
      return empty({
        mark: 'lock',
        title: `Your role does not ${words}`,
        text: html`Rule <span class="mono">${permission}</span>, company ${session.company.name}. An administrator grants it.`,
      });
    if (!value) return problem ? failed(problem, { what: 'The work of this site', retry: () => this.#read() }) : loadingRows('the work of this site', 4);
    const { rows } = value.tasks[task];
    return html`
      ${
        problem
          ? html`<p class="note warn" role="status">${icon('off')}<span>${problem.title}. What stands here is from the last answer.</span></p>`
          : ''
      }
      ${
        rows.length
          ? html`<ul class="work" aria-label=${name}>
              ${rows.map(
                row =>
                  html`<li>
                    <button type="button" data-document=${row.document} @click=${() => this.#open(task, row.document)}>
                      <span class="grow">
                        <b class="strong">${row.document}</b>
                        <span class="soft trunc">${row.what}</span>
                      </span>
                      <span class="when">
                        ${row.late ? html`<span class="st bad">${icon('clock', 's')}${date(row.due)}, late</span>` : row.due ? date(row.due) : ''}
                        <span class="muted">${count(row.lines)} ${row.lines === 1 ? 'line' : 'lines'}</span>
                      </span>
                      ${icon('right')}
                    </button>
                  </li>`,
              )}
            </ul>`
          : empty({ mark: 'check', title: none, text: hint })
      }
    `;
  }

  #device() {
    return html`<details class="device">
      <summary>This device</summary>
      <div class="stack">
        ${
          session.sites.length > 1
            ? html`<button class="act" type="button" @click=${this.#otherSite}>${icon('dock')}Work at another site</button>`
            : ''
        }
        <label class="field">
          <span class="lab">Group separator of the scanner</span>
          <select aria-label="Group separator of the scanner" @change=${event => chooseStandIn(event.target.value)}>
            <option value="" ?selected=${!standIn()}>as it is (GS or Ctrl ])</option>
            ${STAND_INS.map(each => html`<option value=${each} ?selected=${standIn() === each}>${each} stands for it</option>`)}
          </select>
        </label>
        <label class="check"
          ><input type="checkbox" .checked=${soundOn()} @change=${event => switchSound(event.target.checked)} /> Sound for right and wrong</label
        >
        <button class="act" type="button" @click=${() => this.#themed()}>${icon(isDark() ? 'sun' : 'moon')}${isDark() ? 'Light' : 'Dark'}</button>
        <button class="act" type="button" @click=${this.#signOut}>${icon('out')}Sign out ${session.name}</button>
      </div>
    </details>`;
  }

  #sites() {
    return html`
      ${head({ back: { href: href('/board'), name: 'Leave the scan screens' }, title: 'Scan', place: session.name })}
      <div class="floor-body">
        ${verdict('ready', 'Where do you work?')}
        <ul class="work" aria-label="Sites">
          ${session.sites.map(
            each =>
              html`<li>
                <button type="button" data-site=${each.site} @click=${() => this.#workAt(each.site)}>
                  <span class="grow"><b class="strong">${each.name}</b><span class="soft">${each.site}</span></span>${icon('right')}
                </button>
              </li>`,
          )}
        </ul>
      </div>
    `;
  }

  #workAt(site) {
    localStorage.setItem(REMEMBERED, site);
    setQuery({ site });
  }

  #otherSite = () => {
    localStorage.removeItem(REMEMBERED);
    this.work.forget();
    setQuery({ site: '' });
    this.requestUpdate();
  };

  #themed() {
    switchTheme();
    this.requestUpdate();
  }

  #signOut = async () => {
    await session.signOut();
    navigate('/login');
  };

  /** What is scanned while a document opens is for that document. */
  async #scanned(code) {
    if (this.opening) return this.waiting.push(code);
    if (!this.site) return;
    this.opening = readable(code);
    try {
      const found = await post('/scans/resolve', { site: this.site, code });
      if (found.task) return await this.#open(found.task, found.document);
      throw new Problem({
        status: 422,
        title: found.kind === 'BIN' ? `${found.bin} is a bin` : found.kind === 'ITEM' ? `${found.item} is an item` : `${found.document} is not worked by scans`,
        detail: 'Scan the number of a purchase order, a receipt, an order or a count first, or choose one below.',
      });
    } catch (problem) {
      this.#refuse(problem, readable(code));
    }
  }

  async #open(task, document) {
    this.opening = document;
    this.refused = null;
    try {
      const view = await post('/scans/sessions', { task, document });
      leave(view.session, this.waiting);
      navigate(href(`/scan/${encodeURIComponent(view.session)}`, { task }));
    } catch (problem) {
      this.#refuse(problem, document);
    }
  }

  #refuse(problem, code) {
    if (!(problem instanceof Problem)) throw problem;
    if (this.waiting.length) toast(`${this.waiting.length} more scans were not taken.`);
    this.waiting = [];
    this.opening = null;
    this.refused = { problem, code };
    signal(false);
  }
}

customElements.define('sp-scan', Scan);
