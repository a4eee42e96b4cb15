/** Who works here, for which company and site, and what that person may do there. */
import { actIn, get, post, remove } from './api.js';
import { today } from './format.js';

class Session extends EventTarget {
  #data = null;
  company = null;
  site = '';

  get signedIn() {
    return this.#data !== null;
  }

  get person() {
    return this.#data?.person ?? '';
  }

  get name() {
    return this.#data?.name ?? '';
  }

  get companies() {
    return this.#data?.companies ?? [];
  }

  get currency() {
    return this.company?.currency ?? 'EUR';
  }

  get sites() {
    return this.company?.sites ?? [];
  }

  /** Zone of a site; without one, that of the chosen site, else of the company. */
  zone(site = this.site) {
    return this.sites.find(each => each.site === site)?.zone ?? this.company?.zone ?? 'UTC';
  }

  /** The latest local day of the chosen site, else of all: a site to the east is in tomorrow before the company is. */
  today(offsetDays = 0) {
    const zones = this.site || !this.sites.length ? [this.zone()] : this.sites.map(each => each.zone);
    return zones.map(zone => today(zone, offsetDays)).sort().at(-1);
  }

  siteName(site) {
    return this.sites.find(each => each.site === site)?.name ?? site;
  }

  can(permission) {
    return this.company?.permissions?.includes(permission) ?? false;
  }

  async restore() {
    try {
      this.#begin(await get('/sessions/current'));
      return true;
    } catch (problem) {
      if (problem.status === 401) return false;
      throw problem;
    }
  }

  async signIn(person, password) {
    this.#begin(await post('/sessions', { person, password }));
  }

  async signOut() {
    try {
      await remove('/sessions/current');
    } finally {
      this.end();
    }
  }

  end() {
    this.#data = null;
    this.company = null;
    actIn(null);
    this.dispatchEvent(new Event('change'));
  }

  /** Takes company and site from the address; what the person may not see falls back to the first one. */
  choose(companyId, siteId = '') {
    const remembered = localStorage.getItem('setpoint.company');
    const company =
      this.companies.find(each => each.company === companyId) ??
      this.companies.find(each => each.company === remembered) ??
      this.companies[0] ??
      null;
    const site = company?.sites?.some(each => each.site === siteId) ? siteId : '';
    if (company === this.company && site === this.site) return;
    this.company = company;
    this.site = site;
    if (company) localStorage.setItem('setpoint.company', company.company);
    actIn(company?.company ?? null);
    this.dispatchEvent(new Event('change'));
  }

  #begin(data) {
    this.#data = data;
    this.company = null;
    this.choose(new URLSearchParams(location.search).get('company'), new URLSearchParams(location.search).get('site') ?? '');
    this.dispatchEvent(new Event('change'));
  }
}

export const session = new Session();
