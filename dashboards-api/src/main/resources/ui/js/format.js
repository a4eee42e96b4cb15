/**
 * Numbers, money and times as a person reads them. Everything that is shown passes here.
 * Amounts arrive as decimal strings or as whole numbers of a small unit and stay exact: they are never parsed to floats.
 */

const LOCALES = navigator.languages?.length ? [...navigator.languages] : ['en-GB'];
const MINUS = '\u2212';
const formats = new Map();

function numbers(options) {
  const key = JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(LOCALES, options));
  return formats.get(key);
}

/** Intl writes a hyphen as minus in most locales; figures need the true one. */
const trueMinus = text => text.replace(/^(\D*)-/, `$1${MINUS}`).replace(/^(\p{Sc})\u2212/u, `${MINUS}$1`);

/** A whole number: 4218 → 4,218. */
export function count(value) {
  return trueMinus(numbers({ maximumFractionDigits: 0 }).format(BigInt(value)));
}

/** An exact decimal string, with at most {@code digits} places: "0.500" → 0.5. */
export function decimal(text, digits = 3, least = 0) {
  return trueMinus(numbers({ minimumFractionDigits: least, maximumFractionDigits: digits }).format(String(text)));
}

/** A quantity with its sign always shown: +12, −24. */
export function change(text) {
  const value = String(text);
  if (isZero(value)) return '0';
  return (isNegative(value) ? '' : '+') + decimal(value);
}

/** Money from a decimal string: no cents where they are all zero or the amount is only a rough guide. */
export function money(text, currency, { cents = 'auto' } = {}) {
  const value = String(text);
  const whole = cents === 'never' || (cents === 'auto' && /^-?\d+(\.0*)?$/.test(value));
  const places = whole ? 0 : 2;
  return trueMinus(
    numbers({
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: places,
      maximumFractionDigits: places,
    }).format(value),
  );
}

/** Money for a tile: {text: "€84.1", suffix: "k"}. Full digits belong in the tooltip. */
export function shortMoney(text, currency) {
  const cents = toScale(text, 2);
  const size = cents < 0n ? -cents : cents;
  const [divisor, suffix] = size >= 100_000_000n ? [100_000_000n, 'm'] : size >= 1_000_000n ? [100_000n, 'k'] : [100n, ''];
  const digits = suffix ? 1 : 0;
  const scaled = roundDiv(cents * 10n ** BigInt(digits), divisor);
  const shown = numbers({
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(fromScale(scaled, digits));
  return { text: trueMinus(shown), suffix };
}

/** Ten-thousandths of a currency, as KPI cells carry money, to a decimal string. */
export const moneyOfCell = value => fromScale(BigInt(value), 4);

/** Thousandths of a unit, as KPI cells carry quantities, to a decimal string. */
export const quantityOfCell = value => fromScale(BigInt(value), 3);

/** A ratio of two sums in percent, rounded half up on exact integers; null without a denominator. */
export function percent(numerator, denominator, digits = 1) {
  const below = BigInt(denominator);
  if (below === 0n) return null;
  return fromScale(roundDiv(BigInt(numerator) * 100n * 10n ** BigInt(digits), below), digits);
}

/** The same ratio as a float, for the position of a mark in a picture and nothing else. */
export const percentForDrawing = (numerator, denominator) => (Number(denominator) ? (100 * Number(numerator)) / Number(denominator) : null);

/** Difference of two percentages: +0.4 pp. */
export function points(numerator, denominator, baseNumerator, baseDenominator) {
  const now = percent(numerator, denominator, 3);
  const then = percent(baseNumerator, baseDenominator, 3);
  if (now === null || then === null) return null;
  const difference = roundDiv(toScale(now, 3) - toScale(then, 3), 100n);
  return `${difference > 0n ? '+' : ''}${decimal(fromScale(difference, 1), 1, 1)} pp`;
}

export const isNegative = text => String(text).trim().startsWith('-') && !isZero(text);
export const isZero = text => /^[-+]?0*(\.0*)?$/.test(String(text).trim());
export const absolute = text => String(text).replace(/^-/, '');

/** Exact product of two decimal strings, as a decimal string. */
export function times(left, right) {
  return fromScale(toScale(left, 6) * toScale(right, 6), 12)
    .replace(/0+$/, '')
    .replace(/\.$/, '');
}

/** Exact sum of decimal strings. */
export function sum(values) {
  return fromScale(
    values.reduce((total, value) => total + toScale(value, 6), 0n),
    6,
  )
    .replace(/0+$/, '')
    .replace(/\.$/, '');
}

/** -1, 0 or 1, exactly. */
export function compare(left, right) {
  const difference = toScale(left, 6) - toScale(right, 6);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Share of a decimal string in another, 0 to 1, for the length of a bar and nothing else. */
export const shareForDrawing = (part, whole) => (isZero(whole) ? 0 : Number(part) / Number(whole));

function toScale(text, scale) {
  const match = /^([-+]?)(\d*)(?:\.(\d*))?$/.exec(String(text).trim());
  if (!match) throw new RangeError(`Not a decimal number: ${text}`);
  const digits = (match[3] ?? '').padEnd(scale, '0');
  const kept = BigInt((match[2] || '0') + digits.slice(0, scale));
  const rounded = digits.length > scale && digits[scale] >= '5' ? kept + 1n : kept;
  return match[1] === '-' ? -rounded : rounded;
}

function fromScale(value, scale) {
  const negative = value < 0n;
  const digits = String(negative ? -value : value).padStart(scale + 1, '0');
  const text = scale ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits;
  return negative ? `-${text}` : text;
}

function roundDiv(numerator, denominator) {
  if (denominator < 0n) return roundDiv(-numerator, -denominator);
  const doubled = (numerator < 0n ? -numerator : numerator) * 2n + denominator;
  const size = doubled / (denominator * 2n);
  return numerator < 0n ? -size : size;
}

/* ---- times: in the site's zone, which the caller knows ---- */

function dates(options, zone) {
  const key = `date ${zone} ${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(LOCALES, { ...options, timeZone: zone, hourCycle: 'h23' }));
  return formats.get(key);
}

export const clock = (instant, zone) => dates({ hour: '2-digit', minute: '2-digit' }, zone).format(new Date(instant));
export const clockSeconds = (instant, zone) =>
  dates({ hour: '2-digit', minute: '2-digit', second: '2-digit' }, zone).format(new Date(instant));
export const day = (instant, zone) => dates({ day: 'numeric', month: 'short' }, zone).format(new Date(instant));

/** 23 Nov 10:14, with the year where it is not this one. */
export function moment(instant, zone, { seconds = false } = {}) {
  const date = new Date(instant);
  const sameYear = dates({ year: 'numeric' }, zone).format(date) === dates({ year: 'numeric' }, zone).format(new Date());
  const shown = sameYear ? day(date, zone) : dates({ day: 'numeric', month: 'short', year: 'numeric' }, zone).format(date);
  return `${shown} ${seconds ? clockSeconds(date, zone) : clock(date, zone)}`;
}

/** A business date such as 2026-11-24, which has no zone. */
export function date(isoDate) {
  const [year, month, dayOfMonth] = isoDate.split('-').map(Number);
  const at = new Date(Date.UTC(year, month - 1, dayOfMonth));
  const options = { day: 'numeric', month: 'short', ...(year === new Date().getUTCFullYear() ? {} : { year: 'numeric' }) };
  return dates(options, 'UTC').format(at);
}

/** Today at this zone, as 2026-11-23. */
export function today(zone, offsetDays = 0) {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return shiftDay(parts.format(new Date()), offsetDays);
}

export function shiftDay(isoDate, days) {
  const at = new Date(`${isoDate}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

export const daysBetween = (from, to) => Math.round((Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / 86_400_000);

/** 20 min, 3 h, 2 d: how long something has been so. */
export function age(instant, now = Date.now()) {
  const minutes = Math.max(0, Math.floor((now - new Date(instant)) / 60_000));
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h`;
  return `${Math.floor(minutes / 1440)} d`;
}

/** 46 min, 3 h 45, 2 d 7 h: how long something still holds; "passed 12 min" afterwards. */
export function countdown(instant, now = Date.now()) {
  const minutes = Math.floor((new Date(instant) - now) / 60_000);
  if (minutes < 0) return `passed ${age(instant, now)}`.replace('passed now', 'passed just now');
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
  return `${Math.floor(minutes / 1440)} d ${Math.floor((minutes % 1440) / 60)} h`;
}

/** Seconds for the freshness of a number: 0.4 s, 14 s, 3 min. */
export function freshness(milliseconds) {
  if (milliseconds < 10_000) return `${decimal((Math.max(0, milliseconds) / 1000).toFixed(1), 1, 1)} s`;
  if (milliseconds < 60_000) return `${Math.round(milliseconds / 1000)} s`;
  return `${Math.floor(milliseconds / 60_000)} min`;
}

/** Commit stamps count microseconds since the epoch. */
export const instantOfStamp = stamp => new Date(Number(BigInt(stamp) / 1000n));
export const stampOfInstant = instant => String(BigInt(new Date(instant).getTime()) * 1000n);

/** e-5f1c…a07: first and last of a long id. */
export const shortId = id => (id.length > 14 ? `${id.slice(0, 4)}…${id.slice(-4)}` : id);

/** setpoint.sales.order-placed.v1 → order placed. */
export const eventName = type =>
  type
    .replace(/^setpoint\.[a-z-]+\./, '')
    .replace(/\.v\d+$/, '')
    .replaceAll('-', ' ');

/** PARTIALLY_SHIPPED → Partially shipped. */
export const words = code => {
  const text = String(code).toLowerCase().replaceAll(/[_-]/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** Now at this zone as an input of date and time holds it: 2026-11-23T10:14. */
export function localNow(zone, now = new Date()) {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(now)
      .map(part => [part.type, part.value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/** The instant a clock at this zone shows 2026-11-23T10:14, as ISO text. */
export function instantIn(local, zone) {
  const wanted = Date.parse(`${local}:00Z`);
  let at = wanted;
  for (let pass = 0; pass < 2; pass++) at += wanted - Date.parse(`${localNow(zone, new Date(at))}:00Z`);
  return new Date(at).toISOString();
}
