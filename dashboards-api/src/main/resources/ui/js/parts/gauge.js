import { html } from 'lit';
import { styled } from './styled.js';

/**
 * Value, target and tolerance band on one line: the same picture wherever a KPI stands.
 * @param {number|null} value position only; the figure itself is printed exactly beside it
 */
export function gauge(value, { low, high, target, min, max, tone = '' }) {
  const at = figure => `${Math.max(0, Math.min(100, (100 * (figure - min)) / (max - min || 1)))}%`;
  const width = (100 * (Math.min(high, max) - Math.max(low, min))) / (max - min || 1);
  return html`<div class="gauge" aria-hidden="true">
    <span class="band" ${styled({ left: at(low), width: `${Math.max(0, Math.min(100, width))}%` })}></span>
    ${target === null || target === undefined ? '' : html`<span class="set" ${styled({ left: at(target) })}></span>`}
    ${value === null ? '' : html`<span class="at ${tone}" ${styled({ left: at(value) })}></span>`}
  </div>`;
}
