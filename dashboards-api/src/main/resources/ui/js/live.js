/**
 * The live feed of the company: changed KPI cells and how far they are complete. One connection a page; every as-of mark
 * listens here. A feed that says nothing is late, and late never looks like live.
 */

const LATE_AFTER_MS = 6_000;
const RETRY_MS = [500, 1_000, 2_000, 5_000];

class Live extends EventTarget {
  #source = null;
  #company = null;
  #attempts = 0;
  #timer = null;
  #heard = 0;
  complete = null;
  state = 'connecting';

  start(company) {
    if (company === this.#company) return;
    this.stop();
    this.#company = company;
    if (!company) return;
    this.#connect();
    this.#timer = setInterval(() => this.#judge(), 1_000);
  }

  stop() {
    this.#source?.close();
    this.#source = null;
    clearInterval(this.#timer);
    this.#company = null;
    this.complete = null;
    this.state = 'connecting';
    this.#attempts = 0;
  }

  /** Milliseconds between now and the moment the numbers are complete to. */
  get lag() {
    return this.complete ? Math.max(0, Date.now() - new Date(this.complete.at)) : null;
  }

  get attempts() {
    return this.#attempts;
  }

  /** Answers of the server may say more recent completeness than the feed has. */
  note(complete) {
    if (!complete) return;
    if (!this.complete || Number(complete.stamp) >= Number(this.complete.stamp)) this.complete = complete;
    this.#judge();
  }

  #connect() {
    const source = new EventSource(`/api/v1/kpi-stream?company=${encodeURIComponent(this.#company)}`);
    this.#source = source;
    source.addEventListener('open', () => {
      this.#attempts = 0;
      this.#heard = Date.now();
    });
    source.addEventListener('complete', event => {
      this.#heard = Date.now();
      this.note(JSON.parse(event.data));
    });
    source.addEventListener('cells', event => {
      this.#heard = Date.now();
      const { complete, cells } = JSON.parse(event.data);
      this.note(complete);
      this.dispatchEvent(new CustomEvent('cells', { detail: cells }));
    });
    source.addEventListener('error', () => {
      if (source.readyState !== EventSource.CLOSED) return this.#judge();
      const wait = RETRY_MS[Math.min(this.#attempts++, RETRY_MS.length - 1)];
      setTimeout(() => this.#source === source && this.#connect(), wait);
      this.#judge();
    });
  }

  #judge() {
    const silent = Date.now() - this.#heard > LATE_AFTER_MS;
    const behind = this.complete?.stale || (this.lag !== null && this.lag > LATE_AFTER_MS);
    this.state = this.complete === null ? (silent ? 'late' : 'connecting') : silent || behind ? 'late' : 'live';
    this.dispatchEvent(new Event('change'));
  }
}

export const live = new Live();
