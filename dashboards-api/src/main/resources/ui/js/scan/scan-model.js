/** What the scan screens say about a session. Pure. */
import { compare, decimal, isZero, shareForDrawing, sum } from '../format.js';

export const TASKS = [
  {
    task: 'RECEIVE',
    name: 'Receive',
    mark: 'dock',
    permission: 'inventory:receive',
    words: 'receive goods',
    document: 'purchase order',
    none: 'No delivery is expected',
    hint: 'A purchase order stands here from the moment it is sent until it is received.',
    done: 'Received',
    path: '/purchasing/',
  },
  {
    task: 'PUT_AWAY',
    name: 'Put away',
    mark: 'box',
    permission: 'stock:move',
    words: 'move stock',
    document: 'receipt',
    none: 'Nothing waits to be put away',
    hint: 'A receipt stands here while goods of it are in a receiving bin.',
    done: 'Put away',
    path: '/chains/receipt/',
  },
  {
    task: 'PICK',
    name: 'Pick',
    mark: 'cart',
    permission: 'shipping:pick',
    words: 'pick',
    document: 'order',
    none: 'No order waits to be picked',
    hint: 'An order stands here once it is released and stock is reserved for it.',
    done: 'Picked',
    path: '/orders/',
  },
  {
    task: 'COUNT',
    name: 'Count',
    mark: 'count',
    permission: 'inventory:count',
    words: 'count',
    document: 'count',
    none: 'No count is open',
    hint: 'A count stands here from its start until every line is counted.',
    done: 'Counted',
    path: '/counts/',
  },
];

export const taskOf = code => TASKS.find(each => each.task === code);

export const SHORT_REASONS = [
  ['BIN_EMPTY', 'The bin is empty'],
  ['MISSING', 'Fewer than booked'],
  ['DAMAGED', 'The rest is damaged'],
  ['UNREACHABLE', 'The rest cannot be reached'],
];

export const LOT_REASONS = [
  ['UNREACHABLE', 'The first lot cannot be reached'],
  ['DAMAGED', 'The first lot is damaged'],
  ['CUSTOMER_ASKED', 'The customer asked for this lot'],
];

export const BIN_REASONS = [
  ['BIN_FULL', 'It is full'],
  ['UNREACHABLE', 'It cannot be reached'],
  ['GOODS_TOO_LARGE', 'The goods do not fit'],
];

/** Whether nothing of a line is left to scan; a blind count only knows whether something was. */
export const isFull = line => (line.expected ? compare(line.scanned, line.expected) >= 0 : !isZero(line.scanned));

export const leftOf = line => sum([line.expected, `-${line.scanned}`]);

/** Lines of which some was scanned and some was not. */
export const shortLines = view => view.lines.filter(line => line.expected && !isZero(line.scanned) && !isFull(line));

export const goodsOf = view => view.scans.filter(scan => scan.item);

/** {lines, full, share}: how far a session is; the share is for the length of a bar and nothing else. */
export function progressOf({ lines }) {
  const full = lines.filter(isFull).length;
  const shares = lines.map(line => (line.expected ? Math.min(1, shareForDrawing(line.scanned, line.expected)) : Number(isFull(line))));
  return { lines: lines.length, full, share: lines.length ? shares.reduce((total, share) => total + share, 0) / lines.length : 1 };
}

/** The last scan in words: {title, text, lot}. */
export function lastScan(view) {
  const scan = view.scans.at(-1);
  if (!scan) return null;
  if (!scan.item) return { title: `Bin ${scan.bin}`, text: 'Right bin' };
  const line = view.lines.find(each => each.lineNo === scan.lineNo);
  return {
    title: `${decimal(scan.quantity)} ${line?.unit ?? ''} ${scan.item}`,
    text: line?.name ?? '',
    lot: scan.lot,
    expiry: scan.expiry,
    stands: line && (line.expected ? `${decimal(line.scanned)} of ${decimal(line.expected)} ${line.unit}` : `${decimal(line.scanned)} ${line.unit} counted`),
  };
}

/** Whether goods were scanned that still want their bin. */
export const inHand = view => view.task === 'PUT_AWAY' && Boolean(view.scans.at(-1)?.item);

/** The line the next scan is for: the first one open, in the bin that was scanned where the document says one. */
export function nextLine(view) {
  const open = view.lines.filter(line => !isFull(line));
  return open.find(line => line.bin && line.bin === view.bin) ?? open[0] ?? null;
}
