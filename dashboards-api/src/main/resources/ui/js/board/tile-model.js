/** What a tile says, worked out from its sums: figure, state against the band, change against the baseline. Pure. */
import * as format from '../format.js';

/** A value further outside than this share of the band's width is bad, otherwise it is a warning. */
const FAR_OUTSIDE = 0.5;

const COUNTED = {
  ofr: 'orders',
  lfr: 'lines',
  ufr: 'lines',
  lfr_excluded: 'lines',
  pcr_eventual: 'picks',
  spr_units: 'picks',
  rr_cohort: 'lines shipped',
  rr_activity: 'lines shipped',
  ivn: 'counted lines',
  iva: 'counted lines',
  ira: 'counted lines',
  ira_zero_tol: 'counted lines',
  adj_net: 'adjustments',
  adj_abs: 'adjustments',
  adj_abs_net_rev: 'adjustments',
};
const LOWER_IS_BETTER = new Set(['iva', 'adj_abs', 'adj_abs_net_rev', 'lfr_excluded', 'spr_units', 'rr_cohort', 'rr_activity']);
/** Rates of units: their sums are thousandths. */
const OF_UNITS = new Set(['ufr', 'spr_units', 'rr_cohort', 'rr_activity']);
/** What a rate counts where that is what went wrong. */
const WRONG = { spr_units: 'Missing', rr_cohort: 'Came back', rr_activity: 'Came back' };
const CENTRED = new Set(['ivn', 'adj_net']);

/** How the sums of a rate are told: in what, and which part of them went wrong. */
export const tellingOf = kpi => ({
  counted: kpi === 'ofr' ? 'orders' : OF_UNITS.has(kpi) ? 'units' : kpi === 'pcr_eventual' ? 'picks' : 'lines',
  shown: value => (OF_UNITS.has(kpi) ? format.decimal(format.quantityOfCell(value), 0) : format.count(value)),
  wrong: WRONG[kpi] ?? 'Failed',
  wrongOf: row => (WRONG[kpi] ? BigInt(row.numerator) : BigInt(row.denominator) - BigInt(row.numerator)),
});

/** Targets and bands are configuration, not amounts: numbers that are compared and drawn. */
const withNumbers = tile => ({ ...tile, target: numberOf(tile.target), low: numberOf(tile.low), high: numberOf(tile.high) });
const numberOf = value => (value === null || value === undefined ? null : Number(value));

export function tileModel(given, currency) {
  const tile = withNumbers(given);
  const isRatio = tile.unit === 'PERCENT';
  const none = isRatio || tile.unit === 'MONEY_SHARE' ? Number(tile.denominator) === 0 : Number(tile.n) === 0;
  const few = !none && Number(tile.n) < tile.minimumSample;
  const drawing = none ? null : position(tile, tile.numerator, tile.denominator);
  const state = none ? 'none' : few ? 'few' : against(tile, drawing);
  return {
    ...tile,
    counted: `n ${format.count(tile.n)} ${COUNTED[tile.kpi] ?? ''}`.trim(),
    figure: none ? null : figure(tile, currency),
    drawing,
    scale: scaleOf(tile, drawing),
    state,
    tone: toneOf(tile, state, drawing),
    word: wordOf(tile, state),
    change: none || few ? null : changeOf(tile, currency),
    sparkline: (tile.trend ?? []).map(day => position(tile, day.numerator, day.denominator)),
    bandText: bandText(tile, currency),
    deviates: state === 'below' || state === 'above',
  };
}

/** Where a value stands in the unit of target and band; for pictures only. */
function position(tile, numerator, denominator) {
  switch (tile.unit) {
    case 'PERCENT':
    case 'MONEY_SHARE':
      return format.percentForDrawing(numerator, denominator);
    case 'MONEY':
      return Number(numerator) / 10_000;
    case 'QUANTITY':
      return Number(numerator) / 1_000;
    default:
      return Number(numerator);
  }
}

function figure(tile, currency) {
  if (tile.unit === 'PERCENT') {
    const exact = format.percent(tile.numerator, tile.denominator, 3);
    return {
      text: format.decimal(format.percent(tile.numerator, tile.denominator, 1), 1, 1),
      suffix: '%',
      exact: `${format.decimal(exact, 3)}%`,
    };
  }
  if (tile.unit === 'MONEY' || tile.unit === 'MONEY_SHARE') {
    const amount = format.moneyOfCell(tile.numerator);
    return { ...format.shortMoney(amount, currency), exact: format.money(amount, currency, { cents: 'always' }) };
  }
  const text = tile.unit === 'QUANTITY' ? format.decimal(format.quantityOfCell(tile.numerator)) : format.count(tile.numerator);
  return { text, suffix: '', exact: text };
}

function against(tile, value) {
  if (!hasBand(tile)) return 'plain';
  if (value < tile.low) return 'below';
  if (value > tile.high) return 'above';
  return 'in';
}

export const hasBand = tile => tile.low !== null && tile.low !== undefined && tile.high !== null && tile.high !== undefined;

function toneOf(tile, state, value) {
  if (state !== 'below' && state !== 'above') return '';
  const harmful = CENTRED.has(tile.kpi) || (LOWER_IS_BETTER.has(tile.kpi) ? state === 'above' : state === 'below');
  const outside = state === 'below' ? tile.low - value : value - tile.high;
  return harmful && outside > FAR_OUTSIDE * (tile.high - tile.low) ? 'bad' : 'warn';
}

function wordOf(tile, state) {
  const words = { none: 'No activity', few: 'Too few', below: 'Below band', above: 'Above band', in: 'In band', plain: '' };
  return state === 'in' && tile.provisional ? 'Provisional' : words[state];
}

function changeOf(tile, currency) {
  if (tile.baselineNumerator === null || tile.baselineNumerator === undefined) return null;
  if (tile.unit === 'PERCENT') return format.points(tile.numerator, tile.denominator, tile.baselineNumerator, tile.baselineDenominator);
  const difference = String(BigInt(tile.numerator) - BigInt(tile.baselineNumerator));
  if (tile.unit === 'COUNT') return (difference > 0 ? '+' : '') + format.count(difference);
  if (tile.unit === 'QUANTITY') return format.change(format.quantityOfCell(difference));
  const amount = format.moneyOfCell(difference);
  const { text, suffix } = format.shortMoney(amount, currency);
  return `${format.isNegative(amount) || format.isZero(amount) ? '' : '+'}${text}${suffix}`;
}

function scaleOf(tile, value) {
  if (!hasBand(tile)) return null;
  const width = tile.high - tile.low || 1;
  let min = tile.low - width * 1.2;
  let max = tile.high + width * 1.2;
  if (tile.unit === 'PERCENT') {
    min = Math.max(0, min);
    max = Math.min(100, max);
  }
  if (!CENTRED.has(tile.kpi) && tile.low >= 0) min = Math.max(0, min);
  if (value !== null) {
    min = Math.min(min, value - width * 0.1);
    max = Math.max(max, value + width * 0.1);
  }
  return { min, max, low: tile.low, high: tile.high, target: tile.target };
}

/** Targets and bands in their unit: "Target 97.5 · band 96–99". */
function bandText(tile, currency) {
  if (!hasBand(tile)) return null;
  const shown = value => {
    const text = String(value);
    if (tile.unit === 'MONEY') {
      const { text: amount, suffix } = format.shortMoney(text, currency);
      return amount + suffix;
    }
    return format.decimal(text, 2);
  };
  const percent = tile.unit === 'MONEY_SHARE' ? '%' : '';
  const centred = CENTRED.has(tile.kpi) && tile.low === -tile.high;
  return {
    target: tile.target === null || tile.target === undefined ? null : `${shown(tile.target)}${percent}`,
    band: centred
      ? `±${shown(tile.high)}${percent}`
      : tile.low === 0
        ? `to ${shown(tile.high)}${percent}`
        : `${shown(tile.low)}–${shown(tile.high)}${percent}`,
  };
}

/** Sums of age KPIs per bucket, with lines, units and value of the same bucket together. */
export function ageing(tiles, family) {
  const of = id => tiles.find(tile => tile.kpi === id);
  const lines = of(family);
  if (!lines) return null;
  const sums = (id, bucket) => of(id)?.buckets?.find(each => each.bucket === bucket)?.numerator ?? 0;
  const buckets = (lines.buckets ?? []).map(each => ({
    name: each.bucket,
    lines: each.numerator,
    units: sums(`${family}_units`, each.bucket),
    value: sums(`${family}_value`, each.bucket),
  }));
  const total = key => String(buckets.reduce((sum, bucket) => sum + BigInt(bucket[key]), 0n));
  return { ...lines, buckets, lines: total('lines'), units: total('units'), value: total('value') };
}
