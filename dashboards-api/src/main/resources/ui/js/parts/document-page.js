import { html } from 'lit';
import { get } from '../api.js';
import { Shortcuts } from '../keys.js';
import { href, navigate } from '../router.js';
import { press } from './actions.js';
import { crumbs } from './crumbs.js';
import { Loaded } from './loaded.js';
import { Page } from './page.js';
import { failed, loadingRows } from './states.js';

const REREAD_MS = 10_000;

/**
 * The page of one document: id, type (as chains call it), list ({path, name}), read(signal) and body(value). It is read
 * again after each posting and now and then, and shows the chain it belongs to.
 */
export class DocumentPage extends Page {
  constructor() {
    super();
    this.document = new Loaded(this, signal => this.read(signal));
    this.chain = new Loaded(this, signal => get(`/chains/${this.type}/${encodeURIComponent(this.id)}`, {}, { signal }));
    new Shortcuts(this, {
      y: () => press(this.actions, 'approve'),
      n: () => press(this.actions, 'reject'),
      Escape: () => navigate(href(this.parent.path)),
    });
  }

  /** What the document allows now; y and n press what approves and rejects. */
  get actions() {
    return [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.reread = () => this.load();
    addEventListener('posted', this.reread);
    this.timer = setInterval(
      () => document.visibilityState === 'visible' && !document.querySelector('dialog[open]') && this.load(),
      REREAD_MS,
    );
    this.load();
  }

  disconnectedCallback() {
    removeEventListener('posted', this.reread);
    clearInterval(this.timer);
    super.disconnectedCallback();
  }

  load() {
    this.document.load();
    if (this.type) this.chain.load();
  }

  scopeChanged() {
    this.document.forget();
    this.chain.forget();
    this.load();
  }

  /** The name of a person of this chain; where nobody is known by that id, the id. */
  nameOf(person) {
    const steps = (this.chain.value?.documents ?? []).flatMap(each => each.steps);
    return steps.find(step => step.by === person)?.byName ?? person ?? '';
  }

  render() {
    const { value, problem } = this.document;
    if (problem && !value)
      return html`<div class="page">
        <section class="card pad">${failed(problem, { what: this.id, retry: () => this.load() })}</section>
      </div>`;
    if (!value) return html`<div class="page"><section class="card">${loadingRows(this.id, 8)}</section></div>`;
    return html`<div class="page stack">
      ${crumbs([this.parent, this.id])} ${this.body(value)}
      ${
        this.type
          ? html`<sp-chain .loaded=${this.chain} .chain=${this.chain.value} .problem=${this.chain.problem} .here="${this.type} ${this.id}"></sp-chain>`
          : ''
      }
    </div>`;
  }
}
