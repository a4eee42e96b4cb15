import { html } from 'lit';
import { count, decimal, money, moneyOfCell, quantityOfCell, shortMoney } from '../format.js';
import { styled } from '../parts/styled.js';
import { drillHref, tileFoot } from './tile.js';

const dimension = kpi => (kpi === 'age_due' ? 'ageDue' : 'ageEntry');
const days = bucket => (/^\d/.test(bucket) ? `${bucket.replace('-', '–')} d` : bucket);

/** Open order lines by age: each bucket with its lines, units and value, and its own way to the documents. */
export function ageingTile(age, { current, stale, known, currency }) {
  const most = Math.max(1, ...age.buckets.map(bucket => Number(bucket.lines)));
  const late = stale ? html`<span class="st warn">Stale</span>` : html`<span class="st plain">Now</span>`;
  const short = value => {
    const { text, suffix } = shortMoney(moneyOfCell(value), currency);
    return text + suffix;
  };
  return html`
    <article class="tile ageing ${stale ? 'stale' : ''}" data-tile=${age.kpi} aria-current=${current ? 'true' : 'false'}>
      <div class="head">
        <h3 class="trunc"><a href=${drillHref(age.kpi)} data-kpi=${age.kpi}>${age.title}</a></h3>
        ${late}
      </div>
      <div class="mid">
        <span class="val" data-value=${age.kpi}>${count(age.lines)}<small> ${age.lines === '1' ? 'line' : 'lines'}</small></span>
        <span class="soft num" title=${money(moneyOfCell(age.value), currency, { cents: 'always' })}>
          ${decimal(quantityOfCell(age.units), 0)} units, ${short(age.value)} open
        </span>
      </div>
      <table class="buckets">
        <caption class="sr">
          ${age.title}: open lines, units and value by age
        </caption>
        <thead>
          <tr>
            <th scope="col"><span class="sr">Measure</span></th>
            ${age.buckets.map(
              bucket =>
                html`<th scope="col" class="r">
                  <div class="column" aria-hidden="true">
                    <i ${styled({ height: `${Math.max(Number(bucket.lines) ? 3 : 0, (40 * Number(bucket.lines)) / most)}px` })}></i>
                  </div>
                  ${
                    Number(bucket.lines)
                      ? html`<a href=${drillHref(age.kpi, { by: dimension(age.kpi), value: bucket.name })} title="Open these lines"
                          >${days(bucket.name)}</a
                        >`
                      : days(bucket.name)
                  }
                </th>`,
            )}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Lines</th>
            ${age.buckets.map(bucket => html`<td class="r strong">${count(bucket.lines)}</td>`)}
          </tr>
          <tr>
            <th scope="row">Units</th>
            ${age.buckets.map(bucket => html`<td class="r">${decimal(quantityOfCell(bucket.units), 0)}</td>`)}
          </tr>
          <tr>
            <th scope="row">Value</th>
            ${age.buckets.map(bucket => html`<td class="r">${short(bucket.value)}</td>`)}
          </tr>
        </tbody>
      </table>
      ${tileFoot(age, known)}
    </article>
  `;
}
