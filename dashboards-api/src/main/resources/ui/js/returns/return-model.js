/** Returns as the screens show them. Pure. */
import * as format from '../format.js';

export const STATES = [
  ['OPEN', 'Announced'],
  ['RECEIVED', 'In inspection'],
  ['CLOSED', 'Closed'],
  ['CANCELLED', 'Cancelled'],
];
export const stateName = state => STATES.find(([code]) => code === state)?.[1] ?? format.words(state);

export const REASONS = [
  ['DAMAGED', 'Arrived damaged'],
  ['DEFECTIVE', 'Does not work'],
  ['WRONG_ITEM', 'We sent another item'],
  ['WRONG_QUANTITY', 'We sent too many'],
  ['TOO_LATE', 'Came after the promise'],
  ['NOT_WANTED', 'Ordered by mistake'],
  ['RECALL', 'Recalled'],
  ['OTHER', 'Other, see note'],
];
export const reasonName = code => REASONS.find(([each]) => each === code)?.[1] ?? format.words(code);

export const OUTCOMES = [
  ['RESTOCK', 'Restock: good as new'],
  ['SCRAP', 'Scrap: leaves stock'],
  ['SUPPLIER', 'Send to the supplier: leaves stock'],
];
export const outcomeName = code => ({ RESTOCK: 'Restocked', SCRAP: 'Scrapped', SUPPLIER: 'To the supplier' })[code] ?? format.words(code);

/** Received, and nobody said yet what becomes of it. */
export const undecided = line => (line.received === null || line.received === undefined ? '0' : format.sum([line.received, `-${line.disposed}`]));
