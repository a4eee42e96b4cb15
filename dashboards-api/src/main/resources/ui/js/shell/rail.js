import { html } from 'lit';
import { get } from '../api.js';
import { count } from '../format.js';
import { href } from '../router.js';
import { session } from '../session.js';
import { normalSummary } from '../queue/queue-model.js';
import { icon, logo } from '../parts/icon.js';
import { Loaded } from '../parts/loaded.js';
import { Part } from '../parts/page.js';
import { GROUPS } from './places.js';

const REFRESH_MS = 15_000;

/** How many a page has; a page that goes on says so. */
const full = page => (page.items.length ? `${count(page.items.length)}${page.next ? '+' : ''}` : '');

/** Navigation: at the left on a desk, along the bottom on a phone. */
class Rail extends Part {
  static properties = { current: {}, slim: { type: Boolean } };

  constructor() {
    super();
    this.counts = new Loaded(this, async signal => {
      const [exceptions, proposed, purchases] = await Promise.all([
        get('/exceptions/summary', {}, { signal }).then(normalSummary),
        get('/adjustments', { state: 'PROPOSED', site: session.site, limit: 100 }, { signal }),
        get('/purchase-orders', { state: 'PENDING_APPROVAL', site: session.site, limit: 100 }, { signal }),
      ]);
      return { queue: exceptions.open ? count(exceptions.open) : '', adjustments: full(proposed), purchases: full(purchases) };
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.refresh = () => session.company && this.counts.load();
    this.timer = setInterval(this.refresh, REFRESH_MS);
    session.addEventListener('change', this.refresh);
    addEventListener('posted', this.refresh);
    addEventListener('addresschange', (this.onAddress = () => this.requestUpdate()));
    this.refresh();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    session.removeEventListener('change', this.refresh);
    removeEventListener('posted', this.refresh);
    removeEventListener('addresschange', this.onAddress);
    super.disconnectedCallback();
  }

  /** On a phone the places lie in a row that scrolls; the current one is in view. */
  updated(changed) {
    if (changed.has('current')) this.querySelector('[aria-current="page"]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }

  render() {
    const { queue, adjustments, purchases } = this.counts.value ?? {};
    const numbers = { queue, adjustments, purchasing: purchases };
    return html`<nav class="rail" aria-label="Main">
      <a class="brand" href=${href('/board')}>${logo()}<span class="lbl">Setpoint</span></a>
      ${GROUPS.map(
        group => html`${group.name ? html`<span class="cap sep"><span class="lbl">${group.name}</span></span>` : ''}
        ${group.places.map(place => this.#item(place, numbers[place.nav] ?? ''))}`,
      )}
    </nav>`;
  }

  #item({ nav, path, name, mark, letter }, shown) {
    return html`<a class="nav" href=${href(path)} aria-current=${this.current === nav ? 'page' : 'false'} title="${name} (g ${letter})"
      >${icon(mark)}<span class="lbl">${name}</span><span class="n">${shown}<span class="sr">${shown ? ' open' : ''}</span></span></a
    >`;
  }
}

customElements.define('sp-rail', Rail);
