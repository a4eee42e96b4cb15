import { html, nothing } from 'lit';
import { newKey } from '../api.js';
import { anyOf } from './avatar.js';
import { companyBadge } from './company-badge.js';
import { cancelButton, isSubmit, openDialog } from './dialog.js';
import { icon } from './icon.js';
import { toast } from './toast.js';

/** "1 234,5" is refused rather than guessed: digits, one point, an optional minus. */
export function plain(text) {
  const value = String(text ?? '')
    .trim()
    .replace('\u2212', '-');
  return /^-?\d+(\.\d+)?$/.test(value) ? value : null;
}

/** A decimal string as a person would type it: 12.500 → 12.5, 100 → 100. */
export const plainText = text => (String(text).includes('.') ? String(text).replace(/\.?0+$/, '') : String(text)) || '0';

export function field({ name, label, value = '', wrong, mode = 'text', type = 'text', first = true, hint = '', list = null }) {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <input
      id=${name}
      name=${name}
      type=${type}
      .value=${value}
      inputmode=${mode}
      ?data-first=${first}
      list=${list ? `${name}-list` : nothing}
      autocomplete="off"
      aria-invalid=${Boolean(wrong[name])}
      aria-describedby="${name}-hint"
    />
    ${list ? html`<datalist id="${name}-list">${list.map(each => html`<option value=${each}></option>`)}</datalist>` : ''}
    <span class="hint ${wrong[name] ? 'bad' : ''}" id="${name}-hint">${wrong[name] ?? hint}</span>
  </div>`;
}

/** @param options [code, words] pairs */
export function choice({ name, label, options, wrong, hint = '', first = false }) {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <select id=${name} name=${name} ?data-first=${first} aria-invalid=${Boolean(wrong[name])} aria-describedby="${name}-hint">
      <option value="">Choose</option>
      ${options.map(([code, words]) => html`<option value=${code}>${words}</option>`)}
    </select>
    <span class="hint ${wrong[name] ? 'bad' : ''}" id="${name}-hint">${wrong[name] ?? hint}</span>
  </div>`;
}

export function words({ name, label, wrong, hint = '', first = false }) {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <textarea
      id=${name}
      name=${name}
      rows="2"
      maxlength="1000"
      ?data-first=${first}
      aria-invalid=${Boolean(wrong[name])}
      aria-describedby="${name}-hint"
    ></textarea>
    <span class="hint ${wrong[name] ? 'bad' : ''}" id="${name}-hint">${wrong[name] ?? hint}</span>
  </div>`;
}

/** What the server refused, in its own words, and who can. */
export const refusal = problem => html`<div class="note bad" role="alert">
  ${icon('alert')}<span
    ><b>${problem.title}.</b> ${problem.detail} ${problem.errors.map(each => `${each.field}: ${each.message}`).join(' ')}
    ${problem.allowed.length ? `${anyOf(problem.allowed)} can.` : ''} Nothing was posted.</span
  >
</div>`;

/**
 * A dialog that posts once, by its named button or Ctrl Enter. Closes with the server's answer; a refusal stays in it.
 * @param read the fields as {wrong, body}; without it there is nothing to read
 * @param send posts the body with the idempotency key
 */
export function formDialog({ heading, button, body, read, send, done, wide = false }) {
  const key = newKey();
  let wrong = {};
  let problem = null;
  let busy = false;
  const submit = async handle => {
    if (busy) return;
    const given = read ? read(new FormData(handle.element.querySelector('form'))) : { wrong: {}, body: {} };
    wrong = given.wrong;
    problem = null;
    if (Object.keys(wrong).length) {
      handle.update();
      handle.element.querySelector('[aria-invalid="true"]')?.focus();
      return;
    }
    busy = true;
    handle.update();
    try {
      const answer = await send({ key }, given.body, given);
      handle.close(answer ?? true);
      toast(typeof done === 'function' ? done(answer) : done);
      dispatchEvent(new Event('posted'));
    } catch (refused) {
      if (!('status' in refused)) throw refused;
      problem = refused;
      busy = false;
      handle.update();
    }
  };
  return openDialog(
    handle => html`
      <header>
        <h2>${heading}</h2>
        <span class="grow"></span>${companyBadge()}
      </header>
      <form
        novalidate
        @submit=${event => {
          event.preventDefault();
          submit(handle);
        }}
      >
        <div class="body">${body(wrong, handle)} ${problem ? refusal(problem) : ''}</div>
        <footer>
          ${cancelButton(handle)}<button class="btn pri big" type="submit" data-act="post" aria-disabled=${busy ? 'true' : 'false'}>
            ${button} <kbd>Ctrl Enter</kbd>
          </button>
        </footer>
      </form>
    `,
    {
      label: heading,
      className: wide ? 'wide' : '',
      onKey: (event, handle) => {
        if (isSubmit(event)) submit(handle);
      },
    },
  );
}
