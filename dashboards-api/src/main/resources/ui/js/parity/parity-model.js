/** What the comparison of the four ways says, in words and numbers. Pure. */
import * as format from '../format.js';

export function parityModel(view) {
  const known = view.state !== 'UNKNOWN';
  const differs = view.state === 'DIFFERS';
  return {
    ...view,
    tone: differs ? 'bad' : known ? '' : 'warn',
    mark: differs ? 'alert' : known ? 'check' : 'clock',
    word: differs ? 'Differs' : known ? 'Agrees' : view.asOf ? 'Not known' : 'Not compared yet',
    compared: view.asOf ? `${format.count(view.cells)} ${view.cells === 1 ? 'cell' : 'cells'} compared` : '',
  };
}

/** The sums of a cell as the KPI shows them, with the division written out. */
export function shownSums(unit, { numerator, denominator }, currency) {
  if (unit === 'PERCENT') {
    const share = denominator === '0' ? 'no value' : `${format.decimal(format.percent(numerator, denominator, 1), 1, 1)}%`;
    return { text: share, exact: `${format.count(numerator)} of ${format.count(denominator)}` };
  }
  if (unit === 'MONEY' || unit === 'MONEY_SHARE') {
    const amount = format.money(format.moneyOfCell(numerator), currency, { cents: 'always' });
    return { text: amount, exact: denominator === '0' ? '' : `of ${format.money(format.moneyOfCell(denominator), currency, { cents: 'always' })}` };
  }
  return { text: unit === 'QUANTITY' ? format.decimal(format.quantityOfCell(numerator)) : format.count(numerator), exact: '' };
}

/** day:2026-11-24 and bucket:3-7 as a person says them. */
export const windowName = window =>
  window.startsWith('day:') ? format.date(window.slice('day:'.length)) : `${window.slice('bucket:'.length)} days`;
