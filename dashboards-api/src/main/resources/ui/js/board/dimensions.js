/** By what a KPI can be broken down, in words. Keys are the dimensions of its facts. */
const NAMES = {
  site: 'Site',
  category: 'Category',
  customerClass: 'Customer class',
  customer: 'Customer',
  channel: 'Channel',
  shippingMode: 'Shipping mode',
  item: 'Item',
  reason: 'Reason',
  abc: 'ABC class',
  bin: 'Bin',
  countType: 'Count type',
  proposedBy: 'Proposed by',
  pickedBy: 'Picked by',
  carrier: 'Carrier',
  ageEntry: 'Age',
  ageDue: 'Age',
};

const SALES = ['site', 'category', 'customerClass', 'channel', 'shippingMode', 'customer', 'item'];
const ORDERS = ['site', 'customerClass', 'channel', 'shippingMode', 'customer'];
const PICKS = ['site', 'reason', 'category', 'pickedBy', 'bin', 'item', 'customer'];
const SHIPMENTS = ['site', 'category', 'customerClass', 'item', 'customer', 'carrier'];
const COUNTS = ['site', 'category', 'abc', 'countType', 'bin'];
const ADJUSTMENTS = ['site', 'reason', 'category', 'proposedBy', 'bin', 'item'];

export function dimensionsOf(kpi) {
  if (kpi === 'ofr') return ORDERS;
  if (kpi === 'lfr_excluded') return ['reason', ...SALES];
  if (kpi.startsWith('age_entry')) return ['ageEntry', ...SALES];
  if (kpi.startsWith('age_due')) return ['ageDue', ...SALES];
  if (kpi === 'pcr_eventual' || kpi === 'spr_units') return PICKS;
  if (kpi === 'rr_cohort' || kpi === 'rr_activity' || kpi === 'ship_lines') return SHIPMENTS;
  if (kpi.startsWith('iv') || kpi.startsWith('ira')) return COUNTS;
  if (kpi.startsWith('adj')) return ADJUSTMENTS;
  return SALES;
}

export const dimensionName = dimension => NAMES[dimension] ?? dimension;

/** The document a fact is about, with the screen that shows it. */
export function documentOf(fact) {
  if (fact.orderId) return { id: fact.orderId, line: fact.lineNo, kind: 'order', path: `/orders/${encodeURIComponent(fact.orderId)}` };
  if (fact.adjustmentId)
    return { id: fact.adjustmentId, kind: 'adjustment', path: '/adjustments', query: { id: fact.adjustmentId, state: 'all' } };
  if (fact.countId) return { id: fact.countId, line: fact.lineNo, kind: 'count' };
  if (fact.shipmentId) return { id: fact.shipmentId, line: fact.lineNo, kind: 'shipment' };
  return { id: fact.id, kind: 'fact' };
}
