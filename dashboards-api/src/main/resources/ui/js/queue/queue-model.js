/** Exceptions as the queue shows them. Pure. */

const TYPES = {
  'adjustment-over-tolerance': 'Adjustment over tolerance',
  'suspicious-adjustment': 'Suspicious adjustment',
  'order-past-commit': 'Commit passed',
  'at-risk-order': 'At-risk order',
};

export const TYPE_CHOICES = Object.entries(TYPES).map(([code, title]) => ({ code, title }));
export const typeTitle = code => TYPES[code] ?? code;

export const TABS = [
  ['mine', 'Mine'],
  ['unassigned', 'Unassigned'],
  ['breaching', 'Breaching'],
  ['waiting', 'Waiting'],
  ['regressed', 'Regressed'],
  ['done', 'Done'],
  ['all', 'All'],
];

const REMEDIES = {
  APPROVE_ADJUSTMENT: { act: 'Approve adjustment', done: 'approved' },
  REJECT_ADJUSTMENT: { act: 'Reject adjustment', done: 'rejected' },
  REVERSE_ADJUSTMENT: { act: 'Reverse adjustment', done: 'reversed' },
  ALLOCATE_BACKORDER: { act: 'Allocate stock', done: 'allocated' },
  CANCEL_OPEN_LINES: { act: 'Cancel open lines', done: 'cancelled' },
  NONE: { act: 'Close, no action', done: 'closed' },
};

export const remedyAct = remedy => REMEDIES[remedy]?.act ?? remedy;
export const remedyDone = remedy => REMEDIES[remedy]?.done ?? 'decided';

export function normalRow(row) {
  return {
    ...row,
    typeTitle: row.typeTitle ?? typeTitle(row.type),
    heading: row.title,
    remedies: (row.remedies ?? []).map(normalRemedy),
  };
}

/** A remedy with its effect, and why it is blocked and who can, where it is. */
function normalRemedy(remedy) {
  const blocked = remedy.blocked ?? remedy.reason ?? null;
  return {
    ...remedy,
    allowed: remedy.allowed ?? !blocked,
    reason: blocked,
    allowedPersons: remedy.allowedPersons ?? remedy.whoCan ?? [],
  };
}

const DECIDED = new Set(['DECIDED', 'CLEARED', 'VERIFIED', 'APPROVED', 'REJECTED', 'NO_ACTION', 'DUPLICATE']);
export const isOpen = exception => !DECIDED.has(exception.state);

/** The tone of the last safe moment: under two hours bad, under four warn, otherwise calm. */
export function urgency(exception, now = Date.now()) {
  if (!exception.lastSafeAt || !isOpen(exception)) return '';
  const hours = (new Date(exception.lastSafeAt) - now) / 3_600_000;
  return hours < 2 ? 'bad' : hours < 4 ? 'warn' : '';
}

/** Length of the time-left meter: a day fills it, on a square-root scale so that the last hours are seen. */
export function timeLeftShare(exception, now = Date.now()) {
  const hours = (new Date(exception.lastSafeAt) - now) / 3_600_000;
  return Math.max(0, Math.min(1, Math.sqrt(Math.max(0, hours) / 72)));
}

/** Whether this person made the proposal: approving is another person's, but withdrawing is theirs. */
export const ownProposal = (exception, person) =>
  exception.proposedBy === person || (exception.remedies ?? []).some(each => /you proposed/i.test(each.reason ?? ''));
