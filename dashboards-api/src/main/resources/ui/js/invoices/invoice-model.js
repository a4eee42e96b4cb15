/** Invoices and credit notes as the screens show them. Pure. */
import * as format from '../format.js';

export const STATES = [
  ['DRAFT', 'To post'],
  ['PROPOSED', 'Waits for approval'],
  ['POSTED', 'Posted'],
  ['REJECTED', 'Rejected'],
];
export const stateName = state => STATES.find(([code]) => code === state)?.[1] ?? format.words(state);

export const isCredit = document => document.kind === 'CREDIT_NOTE';
export const kindName = document => (isCredit(document) ? 'Credit note' : 'Invoice');

/** Invoiced and not credited. */
export const open = line => format.sum([line.quantity, `-${line.credited}`]);
