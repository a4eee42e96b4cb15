import { html } from 'lit';
import { newKey, post } from '../api.js';
import { cancelButton, isSubmit, openDialog } from '../parts/dialog.js';
import { toast } from '../parts/toast.js';

/** Adds a comment to the history; resolves with its text once it is stored. */
export function openComment(exception) {
  const key = newKey();
  let wrong = '';
  const send = async handle => {
    const text = handle.element.querySelector('textarea').value.trim();
    if (!text) {
      wrong = 'Write something first.';
      return handle.update();
    }
    try {
      await post(`/exceptions/${exception}/comments`, { text }, { key });
      handle.close(text);
      toast('Comment stored.');
    } catch (problem) {
      if (!('status' in problem)) throw problem;
      wrong = `${problem.title}. ${problem.detail}`;
      handle.update();
    }
  };
  return openDialog(
    handle => html`
      <header><h2>Comment</h2></header>
      <div class="body">
        <div class="field">
          <label for="comment">What others should know</label>
          <textarea
            id="comment"
            rows="3"
            data-first
            maxlength="2000"
            aria-invalid=${Boolean(wrong)}
            aria-describedby="comment-hint"
          ></textarea>
          <span class="hint ${wrong ? 'bad' : ''}" id="comment-hint">${wrong || 'It stands in the history under your name.'}</span>
        </div>
      </div>
      <footer>
        ${cancelButton(handle)}<button class="btn pri big" type="button" @click=${() => send(handle)}>
          Store comment <kbd>Ctrl Enter</kbd>
        </button>
      </footer>
    `,
    { label: 'Comment', onKey: (event, handle) => isSubmit(event) && send(handle) },
  );
}
