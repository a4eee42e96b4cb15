import { html } from 'lit';
import { live } from '../live.js';
import { session } from '../session.js';
import { clockSeconds, count, freshness, instantOfStamp, moment } from '../format.js';
import { Part } from './page.js';

/**
 * How fresh and how complete a number is, the same everywhere: dot = live, hollow square = late, filled violet square = fixed
 * in time. Brief form for tiles; the exact commit position and UTC time are in the tooltip.
 */
class AsOf extends Part {
  static properties = { brief: { type: Boolean }, fixed: { attribute: false } };

  connectedCallback() {
    super.connectedCallback();
    this.onLive = () => this.requestUpdate();
    live.addEventListener('change', this.onLive);
  }

  disconnectedCallback() {
    live.removeEventListener('change', this.onLive);
    super.disconnectedCallback();
  }

  render() {
    if (this.fixed)
      return this.#mark(
        'fixed',
        `fixed at ${moment(instantOfStamp(this.fixed), session.zone(), { seconds: true })}`,
        `Stamp ${this.fixed}`,
      );
    const complete = live.complete;
    if (!complete) return this.#mark('late', live.state === 'late' ? 'no feed' : 'connecting', 'Waiting for the feed');
    const exact = `Complete to commit ${complete.lsn ? count(complete.lsn) : complete.stamp}, ${new Date(complete.at).toISOString()}`;
    const time = clockSeconds(complete.at, session.zone());
    const ago = freshness(live.lag);
    return this.#mark(live.state === 'live' ? '' : 'late', this.brief ? `${time} · ${ago}` : `complete to ${time} · ${ago} ago`, exact);
  }

  #mark(state, text, exact) {
    return html`<span class="asof" data-state=${state || 'live'} title=${exact}>${text}</span>`;
  }
}

customElements.define('sp-as-of', AsOf);
