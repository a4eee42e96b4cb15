/** The kinds of documents a chain is made of: how they are called, drawn and reached. Pure. */
import { href } from '../router.js';

const KINDS = {
  order: { name: 'Sales order', mark: 'order', path: '/orders/' },
  'price-override': { name: 'Price override', mark: 'chart' },
  shipment: { name: 'Shipment', mark: 'truck' },
  return: { name: 'Return', mark: 'undo', path: '/returns/' },
  disposition: { name: 'Disposition', mark: 'check' },
  invoice: { name: 'Invoice', mark: 'bill', path: '/invoices/' },
  'credit-note': { name: 'Credit note', mark: 'undo', path: '/invoices/' },
  'purchase-order': { name: 'Purchase order', mark: 'cart', path: '/purchasing/' },
  acknowledgement: { name: 'Acknowledgement', mark: 'check' },
  asn: { name: 'Shipment notice', mark: 'truck' },
  receipt: { name: 'Receipt', mark: 'dock' },
  transfer: { name: 'Transfer', mark: 'transfer', path: '/transfers/' },
  'write-off': { name: 'Write-off', mark: 'cross' },
  count: { name: 'Count', mark: 'count', path: '/counts/' },
  adjustment: { name: 'Adjustment', mark: 'adjust' },
  hold: { name: 'Hold', mark: 'lock' },
  exception: { name: 'Exception', mark: 'flag' },
};

/** What the numbers of documents begin with. */
const PREFIXES = {
  SO: 'order',
  OV: 'price-override',
  SH: 'shipment',
  RT: 'return',
  IN: 'invoice',
  CN: 'credit-note',
  PO: 'purchase-order',
  ACK: 'acknowledgement',
  ASN: 'asn',
  RC: 'receipt',
  TR: 'transfer',
  WO: 'write-off',
  CC: 'count',
  ADJ: 'adjustment',
  HD: 'hold',
  EX: 'exception',
};

export const kindOf = type => KINDS[type] ?? { name: type, mark: 'order' };

/** The page of a document; one that has none of its own opens its chain. */
export function pathOf(type, id) {
  if (type === 'adjustment') return href('/adjustments', { id, state: 'all' });
  if (type === 'exception') return href('/queue', { tab: 'all', id });
  const { path } = kindOf(type);
  return href(path ? `${path}${encodeURIComponent(id)}` : `/chains/${type}/${encodeURIComponent(id)}`);
}

/** The document a typed number names, or null. */
export function documentOf(text) {
  const prefix = /^([a-z]+)-[^\s]+$/i.exec(text.trim())?.[1].toUpperCase();
  if (!PREFIXES[prefix]) return null;
  const id = text.trim().toUpperCase();
  return { type: PREFIXES[prefix], id: prefix === 'EX' ? `EX-${id.slice(3).toLowerCase()}` : id };
}

/**
 * A chain as a tree in time order: each document stands below the latest one it came from; all other links are said.
 * @returns {document, depth, why, also} rows
 */
export function treeOf(chain) {
  const key = (type, id) => `${type} ${id}`;
  const order = new Map(chain.documents.map((document, index) => [key(document.type, document.id), index]));
  const incoming = new Map();
  for (const link of chain.links) {
    const to = key(link.toType, link.to);
    incoming.set(to, [...(incoming.get(to) ?? []), link]);
  }
  const below = new Map();
  const roots = [];
  for (const document of chain.documents) {
    const links = [...(incoming.get(key(document.type, document.id)) ?? [])].sort(
      (left, right) => order.get(key(right.fromType, right.from)) - order.get(key(left.fromType, left.from)),
    );
    const parent = links[0] ? key(links[0].fromType, links[0].from) : null;
    const row = { document, why: links[0] ? `${links[0].why} ${links[0].from}` : '', also: links.slice(1) };
    if (parent === null) roots.push(row);
    else below.set(parent, [...(below.get(parent) ?? []), row]);
  }
  const rows = [];
  const walk = (row, depth) => {
    rows.push({ ...row, depth });
    for (const each of below.get(key(row.document.type, row.document.id)) ?? []) walk(each, depth + 1);
  };
  for (const root of roots) walk(root, 0);
  return rows;
}
