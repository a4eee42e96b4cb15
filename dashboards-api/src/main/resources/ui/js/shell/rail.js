import { html } from 'lit';
import { get } from '../api.js';
import { count } from '../format.js';
import { href } from '../router.js';
import { session } from '../session.js';
import { normalSummary } from '../queue/queue-model.js';
import { icon, logo } from '../parts/icon.js';
import { Loaded } from '../parts/loaded.js';
import { Part } from '../parts/page.js';

const REFRESH_MS = 15_000;

/** Navigation: at the left on a desk, along the bottom on a phone. */
class Rail extends Part {
  static properties = { current: {}, slim: { type: Boolean } };

  constructor() {
    super();
    this.counts = new Loaded(this, async signal => {
      const [exceptions, proposed] = await Promise.all([
        get('/exceptions/summary', {}, { signal }).then(normalSummary),
        get('/adjustments', { state: 'PROPOSED', site: session.site, limit: 100 }, { signal }),
      ]);
      return { queue: exceptions.open, adjustments: proposed.items.length, more: proposed.next !== null && proposed.next !== undefined };
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

  render() {
    const { queue, adjustments, more } = this.counts.value ?? {};
    return html`<nav class="rail" aria-label="Main">
      <a class="brand" href=${href('/board')}>${logo()}<span class="lbl">Setpoint</span></a>
      ${this.#item('board', '/board', 'KPI board')} ${this.#item('queue', '/queue', 'Exceptions', queue)}
      ${this.#item('orders', '/orders', 'Orders')} ${this.#item('adjustments', '/adjustments', 'Adjustments', adjustments, more)}
    </nav>`;
  }

  #item(name, path, label, number, more = false) {
    const shown = number ? `${count(number)}${more ? '+' : ''}` : '';
    return html`<a class="nav" href=${href(path)} aria-current=${this.current === name ? 'page' : 'false'} title=${this.slim ? label : ''}
      >${icon({ board: 'board', queue: 'queue', orders: 'order', adjustments: 'adjust' }[name])}<span class="lbl">${label}</span
      ><span class="n">${shown}<span class="sr">${shown ? ' open' : ''}</span></span></a
    >`;
  }
}

customElements.define('sp-rail', Rail);
