/** Exceptions as the queue shows them. Pure. */

const TYPES = {
  'adjustment-over-tolerance': 'Adjustment over tolerance',
  'suspicious-adjustment': 'Suspicious adjustment',
  'order-past-commit': 'Commit passed',
  'at-risk-order': 'At-risk order',
  'receiving-discrepancy': 'Receipt differs from its order',
  'asn-mismatch': 'Notice does not fit its order',
  'acknowledgement-changed': 'Supplier confirmed otherwise',
  'acknowledgement-missing': 'Supplier has not confirmed',
  'transfer-overdue': 'Transfer overdue',
  'emergency-purchase': 'Emergency purchase',
  'short-pick': 'Short pick',
  'negative-stock': 'Negative stock',
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
    remedies: row.remedies ?? [],
    history: row.history ?? [],
  };
}

export const isOpen = exception => exception.state === 'OPEN';

/** What is open is mine, nobody's or somebody else's; the other tabs cut across. */
export function normalSummary(summary) {
  const { mine = 0, unassigned = 0, waiting = 0 } = summary.tabs;
  return { ...summary, open: mine + unassigned + waiting };
}

/** Until when a remedy works or a decision is due, whichever comes first. */
export const dueAt = exception => exception.dueAt ?? exception.lastSafeAt ?? exception.decideBy;

/** The tone of the time left: under two hours bad, under four warn, otherwise calm. */
export function urgency(exception, now = Date.now()) {
  if (!dueAt(exception) || !isOpen(exception)) return '';
  const hours = (new Date(dueAt(exception)) - now) / 3_600_000;
  return hours < 2 ? 'bad' : hours < 4 ? 'warn' : '';
}

/** Length of the time-left meter: a day fills it, on a square-root scale so that the last hours are seen. */
export function timeLeftShare(exception, now = Date.now()) {
  const hours = (new Date(dueAt(exception)) - now) / 3_600_000;
  return Math.max(0, Math.min(1, Math.sqrt(Math.max(0, hours) / 72)));
}

/** Whether this person made the proposal: approving is another person's, but withdrawing is theirs. */
export const ownProposal = exception => exception.remedies.some(each => /you proposed/i.test(each.reason ?? ''));
