import { html } from 'lit';
import { get } from '../api.js';
import { count } from '../format.js';
import { Shortcuts } from '../keys.js';
import { query, setQuery } from '../router.js';
import { session } from '../session.js';
import { Loaded } from './loaded.js';
import { Page } from './page.js';
import { failed, loadingRows } from './states.js';

const PAGE = 50;
const REREAD_MS = 10_000;

/**
 * A list whose filter stands in the address and whose pages follow the key. A list says where it reads and how it draws:
 * endpoint and what; filter() if it has more than site and page; table(items) and none().
 */
export class ListPage extends Page {
  constructor() {
    super();
    this.rows = new Loaded(this, async signal => {
      const filter = this.filter();
      return { key: JSON.stringify([this.endpoint, filter]), ...(await get(this.endpoint, { ...filter, limit: PAGE }, { signal })) };
    });
    new Shortcuts(this, { j: () => this.#step(1), k: () => this.#step(-1) });
  }

  filter() {
    return { site: session.site, cursor: query().get('cursor') };
  }

  get #key() {
    return JSON.stringify([this.endpoint, this.filter()]);
  }

  connectedCallback() {
    super.connectedCallback();
    this.reread = () => this.read();
    addEventListener('posted', this.reread);
    this.timer = setInterval(
      () => document.visibilityState === 'visible' && !document.querySelector('dialog[open]') && this.read(),
      REREAD_MS,
    );
    this.read();
  }

  disconnectedCallback() {
    removeEventListener('posted', this.reread);
    clearInterval(this.timer);
    super.disconnectedCallback();
  }

  read() {
    this.asked = this.#key;
    return this.rows.load();
  }

  addressChanged() {
    if (this.asked !== this.#key) this.read();
  }

  scopeChanged() {
    this.rows.forget();
    this.read();
  }

  #step(by) {
    const links = [...this.querySelectorAll('tbody tr td:first-child a')];
    const at = links.indexOf(document.activeElement);
    links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
  }

  /** The table with its states and pages. */
  list(order = 'newest first') {
    const { value, problem } = this.rows;
    if (problem && (!value || value.key !== this.asked))
      return html`<div class="pad">${failed(problem, { what: this.what, retry: () => this.read() })}</div>`;
    if (!value || value.key !== this.asked) return loadingRows(this.what.toLowerCase(), 8);
    if (!value.items.length) return html`<div class="pad">${this.none()}</div>`;
    return html`
      ${problem ? this.#stale(problem) : ''} ${this.table(value.items)}
      <footer class="paging">
        ${this.totals?.(value.items) ?? ''}
        <span class="muted">${count(value.items.length)} on this page${order ? `, ${order}` : ''}</span>
        <span class="grow"></span>
        ${query().get('cursor') ? html`<button class="btn" type="button" @click=${() => setQuery({ cursor: '' })}>First page</button>` : ''}
        ${
          value.next
            ? html`<button class="btn" type="button" @click=${() => setQuery({ cursor: value.next })}>Next page</button>`
            : html`<span class="muted">End of list</span>`
        }
      </footer>
    `;
  }

  #stale(problem) {
    return html`<p class="note warn list-note" role="status">
      <span>${problem.title}. What stands here is from the last answer.</span
      ><button class="btn" type="button" @click=${() => this.read()}>Try now</button>
    </p>`;
  }
}
