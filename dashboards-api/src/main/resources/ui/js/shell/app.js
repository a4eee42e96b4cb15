import { html } from 'lit';
import { Problem } from '../api.js';
import { globalKeys } from '../keys.js';
import { live } from '../live.js';
import { href, navigate, query, routeOf, setQuery } from '../router.js';
import { session } from '../session.js';
import { switchTheme } from '../theme.js';
import { Part } from '../parts/page.js';
import { failed } from '../parts/states.js';
import { openHelp } from './help.js';
import { openPalette } from './palette.js';
import { PLACES } from './places.js';
import './rail.js';
import './top-bar.js';

/** The frame around every screen; it decides who may see one and swaps it when the address changes. */
class App extends Part {
  static properties = { ready: { state: true }, problem: { state: true }, screen: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    addEventListener('addresschange', () => this.#follow());
    addEventListener('signedout', () => this.#signedOut());
    addEventListener('keydown', event => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k' || !session.signedIn) return;
      event.preventDefault();
      if (!document.querySelector('dialog[open]')) openPalette();
    });
    globalKeys({
      '?': () => session.signedIn && openHelp(),
      '/': () => (document.querySelector('[data-search]') ?? document.querySelector('.find'))?.focus(),
      ...Object.fromEntries(PLACES.map(place => [`g ${place.letter}`, () => navigate(href(place.path))])),
    });
    this.#begin();
  }

  async #begin() {
    this.problem = null;
    try {
      await session.restore();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.problem = problem;
      return;
    }
    this.ready = true;
    await this.#follow();
  }

  #signedOut() {
    if (!session.signedIn) return;
    session.end();
    navigate(`/login?${new URLSearchParams({ next: location.pathname + location.search })}`);
  }

  async #follow() {
    if (!this.ready) return;
    const route = routeOf(location.pathname);
    if (!session.signedIn && !route.open) {
      const wanted = location.pathname === '/' ? '' : location.pathname + location.search;
      return navigate(wanted ? `/login?${new URLSearchParams({ next: wanted })}` : '/login', { replace: true });
    }
    if (session.signedIn && route.tag === 'sp-login') return navigate(href('/board'), { replace: true });
    if (session.signedIn) {
      session.choose(query().get('company'), query().get('site') ?? '');
      if (session.company && query().get('company') !== session.company.company)
        return setQuery({ company: session.company.company }, { replace: true });
      if (query().get('site') && !session.site) return setQuery({ site: '' }, { replace: true });
      live.start(session.company?.company ?? null);
    } else {
      live.stop();
    }
    const changed = this.screen?.tag !== route.tag || JSON.stringify(this.screen.params) !== JSON.stringify(route.params);
    await route.load();
    if (routeOf(location.pathname).tag !== route.tag) return;
    this.screen = route;
    document.title = `${Object.values(route.params).at(-1) ?? route.title} · Setpoint`;
    if (changed) {
      await this.updateComplete;
      this.querySelector('#main')?.focus({ preventScroll: true });
    }
  }

  render() {
    if (this.problem) return html`<main class="alone">${failed(this.problem, { what: 'Setpoint', retry: () => this.#begin() })}</main>`;
    if (!this.screen) return '';
    if (this.screen.open) return html`<main class="alone" id="main" tabindex="-1">${this.#page()}</main>`;
    if (!session.company) return html`<main class="alone">${noCompany()}</main>`;
    if (this.screen.floor) return html`<main class="floor" id="main" tabindex="-1">${this.#page()}</main>`;
    return html`
      <a class="skip" href="#main">Skip to content</a>
      <div class="app" data-rail=${this.screen.slim ? 'slim' : 'wide'}>
        <sp-rail .current=${this.screen.nav ?? ''} .slim=${Boolean(this.screen.slim)}></sp-rail>
        <sp-top-bar .heading=${this.screen.title}></sp-top-bar>
        <main class="main ${this.screen.slim ? 'still' : ''}" id="main" tabindex="-1">${this.#page()}</main>
      </div>
    `;
  }

  /** The same screen with the same document stays; its parts follow the address by themselves. */
  #page() {
    const key = `${this.screen.tag} ${JSON.stringify(this.screen.params)}`;
    if (this.pageKey !== key) {
      this.pageKey = key;
      this.page = document.createElement(this.screen.tag);
      this.page.params = this.screen.params;
    }
    return this.page;
  }
}

const noCompany = () => html`
  <div class="empty">
    <h2>No company yet</h2>
    <p>${session.name} works in no company. An administrator can grant a role.</p>
    <div class="row">
      <button class="btn" type="button" @click=${() => session.signOut().then(() => navigate('/login'))}>Sign out</button>
      <button class="btn quiet" type="button" @click=${switchTheme}>Light or dark</button>
    </div>
  </div>
`;

customElements.define('sp-app', App);
