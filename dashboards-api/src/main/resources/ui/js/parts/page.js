import { LitElement } from 'lit';
import { session } from '../session.js';

/** An element in light DOM: one stylesheet for all, and the browser's own find, forms and labels work across parts. */
export class Part extends LitElement {
  createRenderRoot() {
    return this;
  }
}

/** A screen. It reads its state from the address and is told when the address or the company changes. */
export class Page extends Part {
  static properties = { params: { attribute: false } };

  constructor() {
    super();
    this.params = {};
  }

  connectedCallback() {
    super.connectedCallback();
    this.onAddress = () => {
      this.addressChanged();
      this.requestUpdate();
    };
    this.onScope = () => {
      if (!session.company) return;
      this.scopeChanged();
      this.requestUpdate();
    };
    addEventListener('addresschange', this.onAddress);
    session.addEventListener('change', this.onScope);
  }

  disconnectedCallback() {
    removeEventListener('addresschange', this.onAddress);
    session.removeEventListener('change', this.onScope);
    super.disconnectedCallback();
  }

  /** The address of this screen changed. */
  addressChanged() {}

  /** Company or site changed: everything on the screen is about something else now. */
  scopeChanged() {}
}
