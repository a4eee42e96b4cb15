import { html } from 'lit';
import { href } from '../router.js';
import { Page } from '../parts/page.js';
import { empty } from '../parts/states.js';

class Nowhere extends Page {
  render() {
    return html`<div class="page">
      <section class="card pad">
        ${empty({
          mark: 'search',
          title: 'There is no such page',
          text: html`Nothing lives at <span class="mono">${location.pathname}</span>.`,
          actions: html`<a class="btn" href=${href('/board')}>Go to the board</a>`,
        })}
      </section>
    </div>`;
  }
}

customElements.define('sp-nowhere', Nowhere);
