import { html } from 'lit';
import { navigate, query } from '../router.js';
import { session } from '../session.js';
import { icon, logo } from '../parts/icon.js';
import { Page } from '../parts/page.js';

/** Only a path of this product: a link to somewhere else in the address is not followed. */
function wanted() {
  const next = query().get('next') ?? '';
  return /^\/(?!\/)/.test(next) ? next : '/board';
}

class Login extends Page {
  static properties = { busy: { state: true }, problem: { state: true } };

  firstUpdated() {
    this.querySelector('input')?.focus();
  }

  render() {
    const wrong = this.problem?.status === 401;
    return html`
      <form class="login card" @submit=${this.#signIn} novalidate>
        <div class="brand">${logo()}<span>Setpoint</span></div>
        <h1>Sign in</h1>
        <div class="field">
          <label for="person">Person</label>
          <input
            id="person"
            name="person"
            autocomplete="username"
            autocapitalize="none"
            spellcheck="false"
            required
            aria-invalid=${wrong}
          />
        </div>
        <div class="field">
          <label for="password">Password</label>
          <input
            id="password"
            name="password"
            type="password"
            autocomplete="current-password"
            required
            aria-invalid=${wrong}
            aria-describedby="login-problem"
          />
        </div>
        <div id="login-problem" role="alert">${this.problem ? this.#refusal() : ''}</div>
        <button class="btn pri big" type="submit" aria-disabled=${this.busy ? 'true' : 'false'}>
          ${this.busy ? 'Signing in' : 'Sign in'}
        </button>
        ${query().get('next') ? html`<p class="muted">You come back to the page you opened.</p>` : ''}
      </form>
    `;
  }

  #refusal() {
    const text = this.problem.status === 401 ? 'Person or password is wrong.' : `${this.problem.title}. ${this.problem.detail}`;
    return html`<p class="note bad">${icon('alert')}<span>${text}</span></p>`;
  }

  #signIn = async event => {
    event.preventDefault();
    if (this.busy) return;
    const fields = new FormData(event.target);
    this.busy = true;
    this.problem = null;
    try {
      const next = wanted();
      await session.signIn(fields.get('person').trim(), fields.get('password'));
      navigate(next, { replace: true });
    } catch (problem) {
      if (!('status' in problem)) throw problem;
      this.problem = problem;
      await this.updateComplete;
      const field = this.querySelector('#password');
      field.focus();
      field.select();
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('sp-login', Login);
