import { html } from 'lit';
import { navigate, routeOf, setQuery } from '../router.js';
import { session } from '../session.js';
import { isDark, switchTheme } from '../theme.js';
import { avatar } from '../parts/avatar.js';
import { companyBadge } from '../parts/company-badge.js';
import { icon } from '../parts/icon.js';
import { Part } from '../parts/page.js';
import { openHelp } from './help.js';
import { openPalette } from './palette.js';

/** Where one is, for which company, how fresh; search, help, theme, person. */
class TopBar extends Part {
  static properties = { heading: {} };

  connectedCallback() {
    super.connectedCallback();
    this.redraw = () => this.requestUpdate();
    session.addEventListener('change', this.redraw);
    addEventListener('themechange', this.redraw);
    this.closeMenus = event => {
      for (const menu of this.querySelectorAll('details[open]')) if (!menu.contains(event.target)) menu.open = false;
    };
    this.onEscape = event => {
      const open = this.querySelector('details[open]');
      if (event.key !== 'Escape' || !open) return;
      open.open = false;
      open.querySelector('summary').focus();
    };
    addEventListener('click', this.closeMenus);
    this.addEventListener('keydown', this.onEscape);
  }

  disconnectedCallback() {
    session.removeEventListener('change', this.redraw);
    removeEventListener('themechange', this.redraw);
    removeEventListener('click', this.closeMenus);
    super.disconnectedCallback();
  }

  render() {
    const dark = isDark();
    return html`<header class="top">
      <h1>${this.heading}</h1>
      ${this.#companySwitch()} ${this.#siteSwitch()}
      <span class="grow"></span>
      <sp-as-of id="live"></sp-as-of>
      <button class="find" type="button" @click=${openPalette}>
        ${icon('search')}<span class="lbl">Search or command</span><kbd>Ctrl K</kbd>
      </button>
      <button class="btn quiet icon keys-button" type="button" aria-label="Keyboard" title="Keyboard (?)" @click=${openHelp}>?</button>
      <button
        class="btn quiet icon theme-button"
        type="button"
        aria-label=${dark ? 'Switch to light' : 'Switch to dark'}
        title="Light or dark"
        @click=${switchTheme}
      >
        ${icon(dark ? 'sun' : 'moon')}
      </button>
      <details class="menu person">
        <summary class="btn quiet icon">${avatar(session.person, session.name)}</summary>
        <div class="panel">
          <p class="strong">${session.name}</p>
          <p class="muted">${[...new Set((session.company?.roles ?? []).map(each => each.role.replaceAll('-', ' ')))].join(', ')}</p>
          <button class="btn theme-choice" type="button" @click=${switchTheme}>
            ${icon(dark ? 'sun' : 'moon')}${dark ? 'Switch to light' : 'Switch to dark'}
          </button>
          <button class="btn" type="button" @click=${this.#signOut}>${icon('out')}Sign out</button>
        </div>
      </details>
    </header>`;
  }

  #companySwitch() {
    if (session.companies.length < 2) return html`<span class="here">${companyBadge()}</span>`;
    return html`<details class="menu">
      <summary class="btn quiet">${companyBadge()}<span class="sr">, switch company</span>${icon('down', 's')}</summary>
      <div class="panel">
        ${session.companies.map(
          company =>
            html`<a
              class="choice"
              href=${`${routeOf(location.pathname).list ?? location.pathname}?company=${encodeURIComponent(company.company)}`}
              aria-current=${company === session.company ? 'true' : 'false'}
              @click=${this.#close}
              >${companyBadge(company)}${company === session.company ? icon('check', 's') : ''}</a
            >`,
        )}
      </div>
    </details>`;
  }

  #siteSwitch() {
    const { sites } = session;
    if (sites.length < 2) return html`<span class="muted here">${sites[0]?.name ?? ''}</span>`;
    return html`<label class="pick top-site">
      <span class="sr">Site</span>
      <select aria-label="Site" .value=${session.site} @change=${event => setQuery({ site: event.target.value, cursor: '', id: '' })}>
        <option value="" ?selected=${!session.site}>All ${sites.length} sites</option>
        ${sites.map(site => html`<option value=${site.site} ?selected=${site.site === session.site}>${site.name}</option>`)}
      </select>
    </label>`;
  }

  #close = event => {
    event.target.closest('details').open = false;
  };

  #signOut = async () => {
    await session.signOut();
    navigate('/login');
  };
}

customElements.define('sp-top-bar', TopBar);
