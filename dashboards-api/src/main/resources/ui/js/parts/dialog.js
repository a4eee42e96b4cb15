import { html, render } from 'lit';

/**
 * Opens a native dialog. {@code draw} gets {update, close} and returns its content; it is called again on each update().
 * Esc and a click on the backdrop cancel; the focus goes back to where it was. Resolves with what close() was given.
 */
export function openDialog(draw, { label, className = '', onKey } = {}) {
  const before = document.activeElement;
  const dialog = document.createElement('dialog');
  dialog.className = className;
  dialog.setAttribute('aria-label', label);
  let answer;
  const handle = {
    element: dialog,
    update: () => render(draw(handle), dialog),
    close: value => {
      answer = value;
      dialog.close();
    },
  };
  document.body.append(dialog);
  handle.update();
  dialog.addEventListener('click', event => event.target === dialog && handle.close());
  if (onKey) {
    dialog.addEventListener('keydown', event => {
      if (isSubmit(event)) event.preventDefault(); /* or the button that has the focus is pressed as well */
      onKey(event, handle);
    });
  }
  const closed = new Promise(resolve => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (before?.isConnected) before.focus();
      resolve(answer);
    });
  });
  dialog.showModal();
  dialog.querySelector('[data-first]')?.focus();
  return Object.assign(closed, handle);
}

export const cancelButton = handle => html`<button class="btn big" type="button" @click=${() => handle.close()}>Cancel</button>`;

export const isSubmit = event => (event.ctrlKey || event.metaKey) && event.key === 'Enter';
