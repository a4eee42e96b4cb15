/**
 * The board as it was known at a moment long past. The server keeps whole boards for ten minutes; older ones are summed
 * from the signed facts, day by day and bucket by bucket, leaving out what was committed later.
 */
import { get } from '../api.js';
import { daysBetween, instantOfStamp, shiftDay } from '../format.js';

/** Boards younger than this are answered by the server as they were shown. */
const KEPT_MS = 9 * 60_000;

/** KPIs that count the documents behind others of their grain. */
const COUNTED_BY = {
  ivn: 'count_lines',
  iva: 'count_lines',
  adj_net: 'adj_count',
  adj_abs: 'adj_count',
  adj_abs_net_rev: 'adj_count',
  rr_cohort: 'ship_lines',
  rr_activity: 'ship_lines',
};

export const isLongPast = stamp => Date.now() - instantOfStamp(stamp) > KEPT_MS;

export async function knownBoard({ stamp, site, from, to }, signal) {
  const catalogue = await get('/kpis', {}, { signal });
  const length = daysBetween(from, to) + 1;
  const baseline = { from: shiftDay(from, -length), to: shiftDay(from, -1) };
  const sums = (kpi, period) =>
    get(`/kpis/${kpi.kpi}/breakdown`, { by: dimensionOf(kpi), site, ...period, at: stamp }, { signal }).then(answer => answer.rows);
  const [now, before] = await Promise.all([
    Promise.all(catalogue.map(kpi => sums(kpi, { from, to }))),
    Promise.all(catalogue.map(kpi => (kpi.window === 'DAY' ? sums(kpi, baseline) : null))),
  ]);
  const rowsOf = new Map(catalogue.map((kpi, index) => [kpi.kpi, now[index]]));
  return {
    at: stamp,
    period: { from, to },
    baseline,
    tiles: catalogue.map((kpi, index) => tile(kpi, now[index], before[index], rowsOf, { from, length })),
  };
}

const dimensionOf = kpi => ({ DAY: 'day', AGE_ENTRY: 'ageEntry', AGE_DUE: 'ageDue' })[kpi.window];

const total = (rows, key) => String((rows ?? []).reduce((sum, row) => sum + BigInt(row[key]), 0n));

function tile(kpi, rows, before, rowsOf, { from, length }) {
  const byValue = new Map(rows.map(row => [row.value, row]));
  const daily = kpi.window === 'DAY';
  const days = Array.from({ length }, (_, index) => shiftDay(from, index));
  return {
    ...kpi,
    target: kpi.target?.target ?? null,
    low: kpi.target?.low ?? null,
    high: kpi.target?.high ?? null,
    numerator: total(rows, 'numerator'),
    denominator: total(rows, 'denominator'),
    n: observations(kpi, rows, rowsOf),
    provisional: false,
    baselineNumerator: before ? total(before, 'numerator') : null,
    baselineDenominator: before ? total(before, 'denominator') : null,
    trend: daily ? days.map(day => ({ day, numerator: '0', denominator: '0', ...byValue.get(day) })) : [],
    buckets: daily ? [] : rows.map(row => ({ bucket: row.value, numerator: row.numerator })).sort(byAge),
  };
}

function observations(kpi, rows, rowsOf) {
  if (kpi.kpi === 'ufr') return total(rowsOf.get('lfr'), 'denominator');
  if (kpi.kpi === 'spr_units') return total(rowsOf.get('pcr_eventual'), 'denominator');
  if (kpi.kpi in COUNTED_BY) return total(rowsOf.get(COUNTED_BY[kpi.kpi]), 'numerator');
  if (kpi.unit === 'PERCENT') return total(rows, 'denominator');
  const own = total(rows, 'numerator');
  /* none excluded of many is a zero that says something; of none it is no activity */
  return kpi.kpi === 'lfr_excluded' ? String(BigInt(own) + BigInt(total(rowsOf.get('lfr'), 'denominator'))) : own;
}

const byAge = (a, b) => ageOf(a.bucket) - ageOf(b.bucket);
const ageOf = bucket => (/^\d/.test(bucket) ? Number.parseInt(bucket, 10) : -1);
