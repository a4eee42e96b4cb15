import { html } from 'lit';
import { href, query } from '../router.js';
import { gauge } from '../parts/gauge.js';
import { icon } from '../parts/icon.js';
import { spark } from '../parts/spark.js';
import { count, freshness } from '../format.js';
import { live } from '../live.js';

/** Address of this board with the drill panel of a KPI open. */
export function drillHref(kpi, more = {}) {
  const kept = Object.fromEntries([...query()].filter(([name]) => !['kpi', 'by', 'value', 'doc', 'company', 'site'].includes(name)));
  return href('/board', { ...kept, kpi, ...more });
}

/** Word and shape of a tile's state, beside its title. */
export function stateMark(model, stale) {
  if (stale) return html`<span class="st warn">${icon('clock', 's')}Stale ${live.lag === null ? '' : freshness(live.lag)}</span>`;
  if (model.deviates)
    return html`<span class="st ${model.tone}">${icon(model.state === 'below' ? 'fall' : 'rise', 's')}${model.word}</span>`;
  return html`<span class="st plain">${model.word}</span>`;
}

export const tileFoot = (model, known) => html`
  <div class="foot">
    <sp-as-of brief .fixed=${known}></sp-as-of>
    <span class="row"
      ><span class="trunc owner">${model.owner}</span><span title="Definition version, see the drill panel">v${model.version}</span></span
    >
  </div>
`;

const title = model =>
  html`<h3 class="trunc"><a href=${drillHref(model.kpi)} data-kpi=${model.kpi} title=${model.title}>${model.title}</a></h3>`;

const figure = model =>
  html`<span class="val" title=${model.figure.exact} data-value=${model.kpi}
    >${model.figure.text}<small>${model.figure.suffix}</small></span
  >`;

/** One value with its target, band, course, sample and change. */
export function tile(model, { current, stale, known, baseline }) {
  const shell = (kind, body) => html`
    <article class="tile ${kind}" data-tile=${model.kpi} data-n=${model.n} aria-current=${current ? 'true' : 'false'}>
      <div class="head">${title(model)}${stateMark(model, stale && model.state !== 'none')}</div>
      ${body}${tileFoot(model, known)}
    </article>
  `;
  if (model.state === 'none') {
    return shell(
      'none',
      html`<div class="mid"><span class="val">No value</span></div>
        <p class="says">
          Nothing fell into this period${stale ? ' so far; the feed is late.' : ', so there is no value. The feed is up to date.'}
        </p>`,
    );
  }
  if (model.state === 'few') {
    return shell(
      'few',
      html`<div class="mid">${figure(model)}</div>
        <p class="says">${few(model)} Shown for reference; it raises no alert below n ${count(model.minimumSample)}.</p>`,
    );
  }
  return shell(
    stale ? 'stale' : '',
    html`
      <div class="mid">${figure(model)}${spark(model.sparkline, { ...(model.scale ?? {}), tone: model.tone, off: stale })}</div>
      ${model.scale ? gauge(model.drawing, { ...model.scale, tone: model.tone }) : html`<div class="no-gauge"></div>`}
      <div class="cmp">
        <span
          >${model.bandText ? html`${model.bandText.target ? html`Target <b>${model.bandText.target}</b> · ` : ''}band ${model.bandText.band}` : model.counted}</span
        >
        <span><b>${model.change ?? ''}</b></span>
      </div>
      <div class="cmp small">
        <span>${model.bandText ? model.counted : ''}</span>
        <span>${model.change && baseline ? `vs ${baseline}` : ''}</span>
      </div>
    `,
  );
}

const few = model => (model.unit === 'PERCENT' ? `${count(model.numerator)} of ${count(model.denominator)}.` : `${model.counted}.`);
