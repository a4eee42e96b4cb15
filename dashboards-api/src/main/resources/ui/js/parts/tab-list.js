import { html } from 'lit';
import { count } from '../format.js';

/** Tabs as in the ARIA pattern: arrows move, one tab stop. */
export function tabList({ tabs, selected, label, choose }) {
  const move = event => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const at = tabs.findIndex(tab => tab.id === selected);
    const next = tabs[(at + by + tabs.length) % tabs.length];
    choose(next.id);
    event.currentTarget.querySelector(`[data-tab="${next.id}"]`).focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${move}>
    ${tabs.map(
      tab =>
        html`<button
          role="tab"
          type="button"
          data-tab=${tab.id}
          aria-selected=${tab.id === selected ? 'true' : 'false'}
          tabindex=${tab.id === selected ? 0 : -1}
          @click=${() => choose(tab.id)}
        >
          ${tab.name}${tab.count === undefined ? '' : html`<span class="n">${count(tab.count)}</span>`}
        </button>`,
    )}
  </div>`;
}
