import { html } from 'lit';
import { gauge } from '../parts/gauge.js';
import { percent, decimal } from '../format.js';
import { drillHref, stateMark, tileFoot } from './tile.js';

/** Net and absolute, always side by side: a net near zero can hide large gains and losses. */
export function pairTile({ name, net, absolute, note }, { current, stale, known, baseline }) {
  const worse = absolute.deviates ? absolute : net.deviates ? net : absolute;
  const none = absolute.state === 'none';
  return html`
    <article class="tile pair ${none ? 'none' : stale ? 'stale' : ''}" data-tile=${absolute.kpi} aria-current=${current ? 'true' : 'false'}>
      <div class="head">
        <h3 class="trunc"><a href=${drillHref(absolute.kpi)} data-kpi=${absolute.kpi}>${name}</a></h3>
        ${stateMark(worse, stale && !none)}
      </div>
      ${
        none
          ? html`<div class="mid"><span class="val">No value</span></div>
              <p class="says">Nothing fell into this period${stale ? ' so far; the feed is late.' : '. The feed is up to date.'}</p>`
          : html`<div class="two">${side('Net', net)}${side('Absolute', absolute)}</div>
              <div class="cmp small">
                <span>${note ?? absolute.counted}</span>
                <span>${absolute.change && baseline ? html`<b>${absolute.change}</b> absolute vs ${baseline}` : ''}</span>
              </div>`
      }
      ${tileFoot(absolute, known)}
    </article>
  `;
}

function side(name, model) {
  const share = model.unit === 'MONEY_SHARE' ? percent(model.numerator, model.denominator, 2) : null;
  return html`<div>
    <div class="lab">${name}${share === null ? '' : html`, ${decimal(share, 2)}%`}</div>
    <div class="val" title=${model.figure?.exact ?? ''} data-value=${model.kpi}>
      ${model.figure?.text ?? 'No value'}<small>${model.figure?.suffix ?? ''}</small>
    </div>
    ${model.scale ? gauge(model.drawing, { ...model.scale, tone: model.tone }) : ''}
    <div class="lab">${model.bandText ? `band ${model.bandText.band}` : ''}</div>
  </div>`;
}
