import { html } from 'lit';
import { session } from '../session.js';
import { icon } from './icon.js';
import { toast } from './toast.js';

/** Why this person may not do it here, or null. The server decides in any case. */
export const blockedBy = (permission, words) => (session.can(permission) ? null : `Your role does not ${words} here.`);

/**
 * What a document allows now. A blocked action stays visible with its reason; the first open one is the page's primary.
 * @param actions {id, name, mark, blocked, quiet, run}; one without run is left out
 */
export function actionButtons(actions) {
  const first = actions.findIndex(action => !action.blocked && !action.quiet);
  return html`<div class="row wrap acts">
    ${actions.map(
      (action, index) =>
        html`<button
          class="btn big ${index === first ? 'pri' : ''}"
          type="button"
          data-act=${action.id}
          aria-disabled=${action.blocked ? 'true' : 'false'}
          title=${action.blocked ?? ''}
          @click=${() => (action.blocked ? toast(action.blocked) : action.run())}
        >
          ${icon(action.blocked ? 'lock' : action.mark)}${action.name}${action.key ? html` <kbd>${action.key}</kbd>` : ''}
        </button>`,
    )}
  </div>`;
}

/** The reasons of what is blocked, once each, in words on the page. */
export function blockedNotes(actions) {
  const reasons = [...new Set(actions.filter(action => action.blocked && action.say).map(action => action.blocked))];
  return reasons.map(reason => html`<p class="note">${icon('lock')}<span>${reason}</span></p>`);
}

/** Presses an action by its key: what a click would do. */
export const press = (actions, id) => {
  const action = actions.find(each => each.id === id);
  if (!action) return;
  if (action.blocked) toast(action.blocked);
  else action.run();
};
