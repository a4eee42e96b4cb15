/** Purchase orders as the screens show them. Pure; the server decides in any case. */
import * as format from '../format.js';

export const STATES = [
  ['DRAFT', 'Draft'],
  ['PENDING_APPROVAL', 'Waits for approval'],
  ['APPROVED', 'Sent'],
  ['ACKNOWLEDGED', 'Confirmed'],
  ['PARTIALLY_RECEIVED', 'Partly received'],
  ['RECEIVED', 'Received'],
  ['REJECTED', 'Rejected'],
  ['CANCELLED', 'Cancelled'],
];
export const stateName = state => STATES.find(([code]) => code === state)?.[1] ?? format.words(state);

const SENT = ['APPROVED', 'ACKNOWLEDGED', 'PARTIALLY_RECEIVED'];
export const isSent = order => SENT.includes(order.state);
export const isOpen = order => isSent(order) || order.state === 'DRAFT' || order.state === 'PENDING_APPROVAL';

export const DISCREPANCIES = [
  ['SHORT', 'Short'],
  ['OVER', 'Over'],
  ['DAMAGED', 'Damaged'],
  ['WRONG_ITEM', 'Wrong item'],
];
export const discrepancyName = kind => DISCREPANCIES.find(([code]) => code === kind)?.[1] ?? format.words(kind);

const minus = (left, right) => format.sum([left, format.isNegative(right) ? format.absolute(right) : `-${right}`]);

/** What is still to come of a line, ignoring the tolerance at which the server closes it. */
export const openOf = line => {
  const open = minus(minus(line.quantity, line.cancelled ?? '0'), line.received ?? '0');
  return format.isNegative(open) ? '0' : open;
};

export const expectedOf = line => line.acknowledgedDate ?? line.requestedDate;

/** Past the day the supplier confirmed, or was asked for, while something is open. */
export const isLate = (line, today) => !format.isZero(openOf(line)) && expectedOf(line) < today;

/** Approvals of the running round that are still missing. */
export const missing = order => Math.max(0, order.approvalsNeeded - order.approvedBy.length);
