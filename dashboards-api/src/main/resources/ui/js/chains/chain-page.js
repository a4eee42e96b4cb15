import { html } from 'lit';
import { DocumentPage } from '../parts/document-page.js';
import { kindOf } from './documents.js';
import './chain.js';

/** The chain of a document that has no page of its own. */
class ChainPage extends DocumentPage {
  get id() {
    return this.params.document;
  }

  get type() {
    return this.params.type;
  }

  get parent() {
    return { path: '/board', name: 'Board' };
  }

  read() {
    return Promise.resolve({});
  }

  body() {
    return html`<header class="order-head">
      <div class="grow">
        <h2>${kindOf(this.type).name} ${this.id}</h2>
      </div>
    </header>`;
  }
}

customElements.define('sp-chain-page', ChainPage);
