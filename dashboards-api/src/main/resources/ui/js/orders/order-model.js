/** What an order allows now, and to whom. Pure; the server decides in any case. */
import * as format from '../format.js';

export const STATES = [
  ['PLACED', 'Placed'],
  ['RELEASED', 'Released'],
  ['PARTIALLY_SHIPPED', 'Partly shipped'],
  ['SHIPPED', 'Shipped'],
  ['DELIVERED', 'Delivered'],
  ['CANCELLED', 'Cancelled'],
];
export const stateName = state => STATES.find(([code]) => code === state)?.[1] ?? format.words(state);

export const CANCEL_REASONS = [
  ['CUSTOMER_CHANGED', 'Customer asked for less'],
  ['CUSTOMER_CANCELLED', 'Customer cancelled'],
  ['SHORTAGE', 'We cannot supply it'],
  ['TEST_DOCUMENT', 'Test document'],
];

const minus = (a, b) => format.sum([a, `-${b}`.replace('--', '')]);

/** Open quantity of a line: neither shipped nor cancelled. */
export const openOf = line => minus(minus(line.quantity, line.shipped ?? '0'), line.cancelled ?? '0');

/** Picked and not yet shipped. */
const inShipment = line => minus(line.picked ?? '0', line.shipped ?? '0');

/** Reserved and not yet picked: what a picker can take now. */
export const pickable = line => minus(line.reserved ?? '0', inShipment(line));

const positive = text => !format.isZero(text) && !format.isNegative(text);

export const isOpenOrder = order => ['PLACED', 'RELEASED', 'PARTIALLY_SHIPPED'].includes(order.state);

export const valueOf = order =>
  order.total ?? format.sum((order.lines ?? []).map(line => format.times(line.unitPrice, minus(line.quantity, line.cancelled ?? '0'))));

/** Past its promise while something is open. */
export const isPastCommit = (line, today) => Boolean(line.commitDate) && line.commitDate < today && positive(openOf(line));

/**
 * The actions of the order's page in the order of the chain. A blocked one stays visible with its reason.
 * @param can function from permission to boolean
 * @param shipments the shipments of the order with their states
 */
export function actionsOf(order, shipments, can) {
  const role = (permission, text) => (can(permission) ? null : `Your role does not ${text} here.`);
  const anyPickable = (order.lines ?? []).some(line => positive(pickable(line)));
  const backordered = (order.lines ?? []).some(line => positive(line.backordered ?? '0'));
  const actions = [];
  if (order.state === 'PLACED')
    actions.push({ id: 'release', name: 'Release', mark: 'check', blocked: role('orders:release', 'release orders') });
  if (backordered && isOpenOrder(order) && order.state !== 'PLACED')
    actions.push({ id: 'allocate', name: 'Allocate stock', mark: 'box', blocked: role('orders:release', 'allocate stock') });
  if (order.state === 'RELEASED' || order.state === 'PARTIALLY_SHIPPED') {
    if (anyPickable) actions.push({ id: 'pick', name: 'Pick', mark: 'box', blocked: role('shipping:pick', 'pick') });
  }
  for (const shipment of shipments) {
    if (shipment.state === 'PICKED')
      actions.push({ id: 'pack', shipment, name: `Pack ${shipment.id}`, mark: 'box', blocked: role('shipping:ship', 'pack') });
    if (shipment.state === 'PACKED')
      actions.push({ id: 'ship', shipment, name: `Ship ${shipment.id}`, mark: 'truck', blocked: role('shipping:ship', 'ship') });
    if (shipment.state === 'SHIPPED')
      actions.push({
        id: 'deliver',
        shipment,
        name: `Record delivery of ${shipment.id}`,
        mark: 'flag',
        blocked: role('shipping:ship', 'record deliveries'),
      });
  }
  for (const shipment of shipments) {
    if (shipment.state === 'SHIPPED' || shipment.state === 'DELIVERED')
      actions.push({
        id: 'return',
        shipment,
        name: `Return of ${shipment.id}`,
        mark: 'undo',
        quiet: true,
        blocked: role('returns:open', 'announce returns'),
      });
  }
  if (isOpenOrder(order))
    actions.push({ id: 'cancel', name: 'Cancel open lines', mark: 'cross', quiet: true, blocked: role('orders:cancel', 'cancel orders') });
  return actions;
}

/** The chain as steps with their state: done, next, or planned. Times come from the events. */
export function stepsOf(order, chain) {
  const events = chain?.events ?? [];
  const last = suffix => events.findLast(event => event.type.includes(suffix));
  const shipped = events.filter(event => event.type.includes('shipment-shipped'));
  const released = last('order-released');
  const backordered = (order.lines ?? []).filter(line => positive(line.backordered ?? '0')).length;
  const cancelled = order.state === 'CANCELLED';
  const delivered = last('shipment-delivered');
  const steps = [
    { name: 'Placed', event: last('order-placed') },
    { name: 'Released', event: released, risk: backordered ? `${backordered} ${backordered === 1 ? 'line' : 'lines'} short` : '' },
    { name: 'Picked', event: last('pick-confirmed') },
    { name: 'Packed', event: last('shipment-packed') },
    { name: 'Shipped', event: shipped.at(-1), partly: order.state === 'PARTIALLY_SHIPPED' },
    { name: 'Delivered', event: delivered, partly: Boolean(delivered) && order.state !== 'DELIVERED' },
  ];
  /* History orders carry no events of the steps before the first one known; a later step implies them. */
  const reached = { PLACED: 0, RELEASED: 1, PARTIALLY_SHIPPED: 4, SHIPPED: 4, DELIVERED: 5, CANCELLED: -1 }[order.state] ?? 0;
  let next = false;
  return steps.map((step, index) => {
    const done = Boolean(step.event) || index <= reached;
    const state = done ? (step.risk && isOpenOrder(order) ? 'risk' : 'done') : next || cancelled ? 'plan' : 'now';
    if (!done) next = true;
    return { ...step, state };
  });
}
