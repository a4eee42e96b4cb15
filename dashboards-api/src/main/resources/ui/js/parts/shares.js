import { html } from 'lit';
import { shareForDrawing } from '../format.js';
import { styled } from './styled.js';

/** Parts of a quantity as lengths of one bar; the figures stand beside it in words. @param parts [class, quantity] pairs */
export function shares(whole, parts, className = '') {
  return html`<div class="supply ${className}" aria-hidden="true">
    ${parts.map(([name, quantity]) => {
      const share = 100 * shareForDrawing(quantity ?? '0', whole);
      return share > 0 ? html`<i class=${name} ${styled({ width: `${Math.min(100, share)}%` })}></i>` : '';
    })}
  </div>`;
}
