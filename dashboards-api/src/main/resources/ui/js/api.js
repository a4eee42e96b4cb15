/**
 * The one door to the server. Every error becomes a Problem (RFC 9457) that a screen can show; a write carries an
 * idempotency key, so that a repeat after a broken connection can never post twice.
 */

export class Problem extends Error {
  constructor({ status, type = '', title, detail = '', errors = [], allowed = [], instance = '' }) {
    super(title);
    this.status = status;
    this.type = type;
    this.code = type.replace(/^.*\/problems\//, '');
    this.title = title;
    this.detail = detail;
    this.errors = errors;
    this.allowed = allowed;
    this.id = instance.replace(/^.*[/:]/, '');
    this.at = new Date();
  }
}

const context = { company: null };
const position = { lsn: null };

/** Company under which all following requests run. */
export function actIn(company) {
  if (context.company !== company) position.lsn = null;
  context.company = company;
}

/** Position of this page's last write; reads pass it on as {@code after} to see their own writes. */
export const lastWrite = () => position.lsn;

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

export function get(path, query = {}, { signal } = {}) {
  return send('GET', withQuery(path, query), { signal });
}

/** @param key the idempotency key; a caller that retries passes the same one again */
export function post(path, body = {}, { key = newKey(), version, signal } = {}) {
  return send('POST', path, { body, key, version, signal });
}

export function remove(path) {
  return send('DELETE', path, {});
}

function withQuery(path, query) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length ? `${path}?${new URLSearchParams(given)}` : path;
}

async function send(method, path, { body, key, version, signal }) {
  const headers = { Accept: 'application/json, application/problem+json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (key) headers['Idempotency-Key'] = key;
  if (version !== undefined) headers['If-Match'] = `"${version}"`;
  if (context.company) headers['Setpoint-Company'] = context.company;
  let answer;
  try {
    answer = await fetch(`/api/v1${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      signal,
    });
  } catch (cause) {
    if (cause.name === 'AbortError') throw cause;
    throw new Problem({
      status: 0,
      type: '/problems/no-connection',
      title: 'No connection',
      detail: 'The server did not answer. What is open here stays readable.',
    });
  }
  const written = answer.headers.get('Setpoint-Position');
  if (written) position.lsn = written;
  const text = await answer.text();
  const data = text ? parse(text) : null;
  if (answer.ok) return data;
  const problem = new Problem({ title: `The server refused (${answer.status})`, ...(data ?? {}), status: answer.status });
  if (answer.status === 401 && path !== '/sessions') dispatchEvent(new Event('signedout'));
  throw problem;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { title: 'The answer could not be read', detail: text.slice(0, 200) };
  }
}
