import { html } from 'lit';
import * as format from '../format.js';
import { href, setQuery } from '../router.js';
import { session } from '../session.js';
import { icon } from '../parts/icon.js';
import { empty } from '../parts/states.js';
import { documentOf } from './dimensions.js';

/** Facts are signed; what stands after all corrections is the sum per document. */
export function net(facts) {
  const documents = new Map();
  for (const fact of facts) {
    const document = documentOf(fact);
    const key = `${document.id}/${document.line ?? ''}/${fact.requestedDate ?? ''}`;
    const sign = BigInt(fact.sign ?? 1);
    const entry = documents.get(key) ?? { document, fact, sums: {} };
    if (Number(fact.sign ?? 1) > 0) entry.fact = fact;
    for (const [name, value] of Object.entries(fact)) {
      if (MEASURES.has(name)) entry.sums[name] = (entry.sums[name] ?? 0n) + sign * BigInt(value);
    }
    documents.set(key, entry);
  }
  return [...documents.values()].filter(entry => Object.values(entry.sums).some(value => value !== 0n));
}

const MEASURES = new Set(
  'lines linesFilled ordered firstShipped open openValue orders ordersFilled units value cost returned back linesComplete required picked missing linesAccurate linesExact book bookValue variance varianceNet varianceAbs adjustments net abs plus minus absNetOfReversals'.split(
    ' ',
  ),
);

/** The documents behind a row of the breakdown, failures first. */
export function documentRows({ model, facts, more }) {
  const rows = net(facts);
  if (!rows.length) return empty({ mark: 'box', title: 'No documents', text: 'What stood here has been corrected since.' });
  const columns = columnsOf(model);
  const failedFirst = [...rows].sort((a, b) => Number(Boolean(columns.failed?.(b))) - Number(Boolean(columns.failed?.(a))));
  return html`<section>
    <h3>${format.count(rows.length)}${more ? '+' : ''} ${rows.length === 1 ? 'document' : 'documents'}</h3>
    <table>
      <thead>
        <tr>
          <th>Document</th>
          ${columns.map.map(column => html`<th class=${column.right ? 'r' : ''}>${column.name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${failedFirst.map(row => {
          const { document } = row;
          const open = () => (document.kind === 'order' ? setQuery({ doc: document.id }) : null);
          const label = `${document.id}${document.line ? ` / ${document.line}` : ''}`;
          return html`<tr class=${document.kind === 'order' ? 'go' : ''} @click=${open}>
            <td class="strong nowrap">
              ${
                document.kind === 'order'
                  ? html`<button class="linklike" type="button" @click=${open}>${label}</button>`
                  : document.path
                    ? html`<a href=${href(document.path, document.query)}>${label}</a>`
                    : label
              }
            </td>
            ${columns.map.map(column => html`<td class=${column.right ? 'r' : 'trunc'}>${column.of(row)}</td>`)}
          </tr>`;
        })}
      </tbody>
    </table>
    ${more ? html`<p class="muted">The first ${format.count(facts.length)} rows. Narrow the period or the site for the rest.</p>` : ''}
  </section>`;
}

const units = value => format.decimal(format.quantityOfCell(value ?? 0n), 3);
const amount = value => format.money(format.moneyOfCell(value ?? 0n), session.currency);
const verdict = failed =>
  failed ? html`<span class="bad">${icon('cross', 's')} failed</span>` : html`<span class="soft">${icon('check', 's')} filled</span>`;
const text = (name, key) => ({ name, of: row => row.fact[key] || '' });
const when = { name: 'Day', of: row => (row.fact.day ? format.date(row.fact.day) : '') };

function columnsOf(model) {
  switch (model.kpi) {
    case 'ofr': {
      const failed = row => row.sums.ordersFilled < row.sums.orders;
      return {
        failed,
        map: [text('Customer', 'customer'), text('Channel', 'channel'), when, { name: 'Result', of: row => verdict(failed(row)) }],
      };
    }
    case 'lfr':
    case 'ufr': {
      const failed = row => row.sums.firstShipped < row.sums.ordered;
      return {
        failed,
        map: [
          text('Item', 'item'),
          text('Customer', 'customer'),
          when,
          { name: 'Ordered', right: true, of: row => units(row.sums.ordered) },
          { name: 'First shipped', right: true, of: row => units(row.sums.firstShipped) },
          { name: 'Result', of: row => verdict(failed(row)) },
        ],
      };
    }
    case 'lfr_excluded':
      return {
        map: [text('Item', 'item'), text('Customer', 'customer'), { name: 'Reason', of: row => format.words(row.fact.reason || '') }, when],
      };
    case 'pcr_eventual':
    case 'spr_units': {
      const failed = row => row.sums.linesComplete < row.sums.lines;
      return {
        failed,
        map: [
          text('Item', 'item'),
          text('Bin', 'bin'),
          text('By', 'pickedBy'),
          when,
          { name: 'Required', right: true, of: row => units(row.sums.required) },
          { name: 'Picked', right: true, of: row => units(row.sums.picked) },
          { name: 'Reason', of: row => format.words(row.fact.reason || '') },
        ],
      };
    }
    case 'rr_activity':
      return {
        failed: row => (row.sums.back ?? 0n) > 0n,
        map: [
          text('Item', 'item'),
          text('Customer', 'customer'),
          text('Carrier', 'carrier'),
          { name: 'Shipped then', right: true, of: row => units(row.sums.units) },
          { name: 'Came back then', right: true, of: row => units(row.sums.back) },
        ],
      };
    case 'rr_cohort':
    case 'ship_lines':
      return {
        failed: row => row.sums.returned > 0n,
        map: [
          text('Item', 'item'),
          text('Customer', 'customer'),
          text('Carrier', 'carrier'),
          when,
          { name: 'Shipped', right: true, of: row => units(row.sums.units) },
          { name: 'Returned', right: true, of: row => units(row.sums.returned) },
          { name: 'Value', right: true, of: row => amount(row.sums.value) },
        ],
      };
    case 'ivn':
    case 'iva':
    case 'ira':
    case 'ira_zero_tol': {
      const measure = model.kpi === 'ira' ? 'linesAccurate' : 'linesExact';
      const failed = row => row.sums[measure] < row.sums.lines;
      return {
        failed,
        map: [
          text('Item', 'item'),
          text('Bin', 'bin'),
          when,
          { name: 'Book', right: true, of: row => units(row.sums.book) },
          { name: 'Variance', right: true, of: row => format.change(format.quantityOfCell(row.sums.variance ?? 0n)) },
          { name: 'Value', right: true, of: row => amount(row.sums.varianceNet) },
        ],
      };
    }
    case 'adj_net':
    case 'adj_abs':
    case 'adj_abs_net_rev':
    case 'adj_count':
      return {
        map: [
          text('Item', 'item'),
          text('Bin', 'bin'),
          { name: 'Reason', of: row => format.words(row.fact.reason || '') },
          { name: 'By', of: row => row.fact.proposedBy ?? '' },
          when,
          { name: 'Units', right: true, of: row => format.change(format.quantityOfCell(row.sums.units ?? 0n)) },
          { name: 'Value', right: true, of: row => amount(row.sums.net) },
        ],
      };
    default:
      return {
        map: [
          text('Item', 'item'),
          text('Customer', 'customer'),
          { name: 'Open', right: true, of: row => units(row.sums.open) },
          { name: 'Value', right: true, of: row => amount(row.sums.openValue) },
        ],
      };
  }
}
