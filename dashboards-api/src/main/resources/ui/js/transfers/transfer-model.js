/** Transfers as the screens show them. Pure. */
import * as format from '../format.js';

export const STATES = [
  ['CREATED', 'Planned'],
  ['IN_TRANSIT', 'In transit'],
  ['CLOSED', 'Arrived'],
  ['CANCELLED', 'Called off'],
];
export const stateName = state => STATES.find(([code]) => code === state)?.[1] ?? format.words(state);

export const DIFFERENCES = [
  ['FOLLOWS', 'The rest follows'],
  ['MISSING', 'Missing'],
  ['DAMAGED', 'Damaged'],
];
