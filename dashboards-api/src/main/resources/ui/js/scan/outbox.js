import { newKey, post, Problem } from '../api.js';

const RETRY_MS = [1_000, 2_000, 5_000];
const ANSWER_MS = 10_000;
/** No answer, or one that says: later. The same key may go again. */
const PASSING = [0, 408, 425, 429, 502, 503, 504];

const placeOf = session => `setpoint.scans.${session}`;

function kept(session) {
  try {
    return JSON.parse(localStorage.getItem(placeOf(session))) ?? [];
  } catch {
    return [];
  }
}

function keep(session, entries) {
  if (entries.length) localStorage.setItem(placeOf(session), JSON.stringify(entries));
  else localStorage.removeItem(placeOf(session));
}

/** A post that has its idempotency key from the beginning, so that it may be sent again and counts once. */
export const entry = (what, path, body = {}, version = undefined) => ({ what, path, body, version, key: newKey() });

export const scanEntry = (session, body) => entry('scan', `/scans/sessions/${encodeURIComponent(session)}/scans`, body);

/** Leaves scans for the screen of a session that is about to open. */
export const leave = (session, codes) => keep(session, [...kept(session), ...codes.map(code => scanEntry(session, { code }))]);

/**
 * What was scanned in a session and has no answer yet. It is sent one after the other, in order, and kept on this device
 * until it is answered. What was scanned behind a refused scan is held: after a wrong bin, the goods that follow are not
 * for the bin before it.
 */
export class Outbox {
  #host;
  #session;
  #answered;
  #refused;
  #running = false;
  #gone = false;
  #wake = null;
  entries;
  held = false;
  lost = false;

  constructor(host, session, { answered, refused }) {
    this.#host = host;
    this.#session = session;
    this.#answered = answered;
    this.#refused = refused;
    this.entries = kept(session);
    host.addController(this);
  }

  hostConnected() {
    this.#gone = false;
    addEventListener('online', this.retry);
    this.#run();
  }

  hostDisconnected() {
    this.#gone = true;
    removeEventListener('online', this.retry);
    this.retry();
  }

  /** Whether everything is answered. */
  get idle() {
    return this.entries.length === 0;
  }

  add(...entries) {
    this.entries.push(...entries);
    this.#changed();
    this.#run();
  }

  /** Sends now what waits for the next try. */
  retry = () => this.#wake?.();

  /** Sends what was held. */
  release() {
    this.held = false;
    this.#changed();
    this.#run();
  }

  /** Drops what was held. */
  drop() {
    this.held = false;
    this.entries = [];
    this.#changed();
  }

  #changed() {
    keep(this.#session, this.entries);
    this.#host.requestUpdate();
  }

  async #run() {
    if (this.#running) return;
    this.#running = true;
    try {
      let tries = 0;
      while (this.entries.length && !this.held && !this.#gone) tries = (await this.#send(this.entries[0])) ? 0 : await this.#pause(tries);
    } finally {
      this.#running = false;
    }
  }

  /** Sends one; false if it has to go again. */
  async #send({ path, body, version, key }) {
    const signal = AbortSignal.timeout(ANSWER_MS);
    try {
      const answer = await post(path, body, { key, version, signal });
      this.#done(sent => this.#answered(sent, answer));
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (problem.status === 401) this.#gone = true;
      if (problem.status === 401 || PASSING.includes(problem.status)) {
        this.lost = true;
        this.#host.requestUpdate();
        return false;
      }
      this.#done(sent => {
        this.held = this.entries.length > 0;
        this.#refused(sent, problem);
      });
    }
    return true;
  }

  #done(say) {
    const sent = this.entries.shift();
    this.lost = false;
    say(sent);
    this.#changed();
  }

  async #pause(tries) {
    if (!this.#gone)
      await new Promise(resolve => {
        const timer = setTimeout(resolve, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    this.#wake = null;
    return tries + 1;
  }
}
