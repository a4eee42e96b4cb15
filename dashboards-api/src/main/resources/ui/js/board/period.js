/** Periods of the board, by name in the address; days are local to their site. */
import { date, daysBetween, shiftDay } from '../format.js';

const PERIODS = [
  ['today', 'Today', 0],
  ['7', 'Last 7 days', 6],
  ['30', 'Last 30 days', 29],
  ['90', 'Last 90 days', 89],
];

export const DEFAULT_PERIOD = '30';

/** {from, to} in ISO dates, up to a day if they have no end of their own; a period of own choice is written "2026-10-01..2026-10-31". */
export function periodOf(name, to) {
  const own = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(name ?? '');
  if (own && own[1] <= own[2]) return { from: own[1], to: own[2] };
  if (name === 'month') return { from: `${to.slice(0, 8)}01`, to };
  const known = PERIODS.find(([id]) => id === name) ?? PERIODS.find(([id]) => id === DEFAULT_PERIOD);
  return { from: shiftDay(to, -known[2]), to };
}

export function periodChoices(current) {
  const choices = [...PERIODS.map(([id, label]) => ({ id, label })), { id: 'month', label: 'This month' }];
  const own = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(current ?? '');
  if (own) choices.push({ id: current, label: `${date(own[1])} to ${date(own[2])}` });
  return choices;
}

/** How the baseline is named in a tile: the stretch of the same length before. */
export const baselineLabel = ({ from, to }) => {
  const days = daysBetween(from, to) + 1;
  return days === 1 ? 'day before' : `${days} days before`;
};
