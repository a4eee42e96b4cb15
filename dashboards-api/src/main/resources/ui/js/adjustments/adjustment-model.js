/** Adjustments as the screens show them. Pure. */
import * as format from '../format.js';

export const REASONS = [
  ['COUNT', 'Count differs', 'A cycle count differs from the book.'],
  ['DAMAGE', 'Damaged', 'Goods are damaged. A photo helps the approver.'],
  ['EXPIRY', 'Expired', 'Goods are past their date.'],
  ['RECEIPT_FIX', 'Receipt corrected', 'A receipt was posted wrongly.'],
  ['FOUND', 'Found', 'Goods were found.'],
  ['CORRECTION', 'Correction', 'An earlier adjustment is put right.'],
];
export const reasonName = code => REASONS.find(([each]) => each === code)?.[1] ?? format.words(code);

export const STATES = [
  ['PROPOSED', 'Waiting'],
  ['POSTED', 'Posted'],
  ['REJECTED', 'Rejected'],
  ['all', 'All'],
];

/**
 * The tolerance check as the server makes it: the value against the limit of one adjustment, the rolling total with it
 * against the daily limit. Amounts are decimal strings.
 */
export function check({ quantity, unitCost, book, tolerance }) {
  const value = format.times(quantity, unitCost);
  const size = format.absolute(value);
  const total = format.sum([tolerance?.rollingTotal ?? '0', size]);
  const after = book === null || book === undefined ? null : format.sum([book, quantity]);
  const overSingle = Boolean(tolerance) && format.compare(size, tolerance.limit) > 0;
  const overDaily = Boolean(tolerance) && format.compare(total, tolerance.dailyLimit) > 0;
  return {
    value,
    size,
    total,
    after,
    negative: after !== null && format.isNegative(after),
    overSingle,
    overDaily,
    over: overSingle || overDaily,
  };
}

/** An adjustment with who may decide it, whichever way the server says so. */
export function normalAdjustment(row) {
  const approve = row.options?.approve ?? null;
  const reject = row.options?.reject ?? null;
  return {
    ...row,
    decidedBy: row.decidedBy ?? row.approvedBy ?? row.rejectedBy ?? null,
    decidedByName: row.decidedByName ?? row.approvedByName ?? row.rejectedByName ?? null,
    allowed: row.allowed ?? approve?.whoCan ?? [],
    effect: approve?.effect ?? null,
    approveBlocked: approve?.blocked ?? null,
    rejectBlocked: reject?.blocked ?? null,
  };
}
