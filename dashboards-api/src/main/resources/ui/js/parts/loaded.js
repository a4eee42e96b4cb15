/**
 * A Lit controller for what a screen reads: keeps the last answer visible while a new one is on its way, drops answers that
 * came too late, and holds the Problem if there is one.
 */
export class Loaded {
  #host;
  #read;
  #running = null;
  value = null;
  problem = null;

  constructor(host, read) {
    this.#host = host;
    this.#read = read;
    host.addController(this);
  }

  get busy() {
    return this.#running !== null;
  }

  hostDisconnected() {
    this.#running?.abort();
    this.#running = null;
  }

  forget() {
    this.value = null;
    this.problem = null;
  }

  async load() {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#host.requestUpdate();
    try {
      const value = await this.#read(running.signal);
      if (this.#running !== running) return;
      this.value = value;
      this.problem = null;
    } catch (problem) {
      if (this.#running !== running || problem.name === 'AbortError') return;
      if (!('status' in problem)) throw problem;
      this.problem = problem;
    } finally {
      if (this.#running === running) this.#running = null;
      this.#host.requestUpdate();
    }
  }
}
