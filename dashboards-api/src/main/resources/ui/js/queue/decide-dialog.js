import { html } from 'lit';
import { get, newKey, post } from '../api.js';
import { change, money } from '../format.js';
import { session } from '../session.js';
import { anyOf } from '../parts/avatar.js';
import { companyBadge } from '../parts/company-badge.js';
import { cancelButton, isSubmit, openDialog } from '../parts/dialog.js';
import { icon } from '../parts/icon.js';
import { toast } from '../parts/toast.js';
import { ownProposal, remedyAct, remedyDone } from './queue-model.js';

const ON_ADJUSTMENTS = new Set(['APPROVE_ADJUSTMENT', 'REVERSE_ADJUSTMENT']);

/**
 * Shows what will be posted and whether duties stay apart; posts only on Ctrl Enter or the named button. Resolves with
 * {done}, {stale, problem} or nothing when cancelled.
 */
export async function openApproval(exception, remedy) {
  if (remedy.remedy === 'NONE') return openNoAction(exception);
  const act = remedyAct(remedy.remedy);
  const adjustment = ON_ADJUSTMENTS.has(remedy.remedy) ? await read(`/adjustments/${encodeURIComponent(exception.subject)}`) : null;
  return openDecision({
    exception,
    heading: act,
    body: () => html`
      ${
        adjustment
          ? adjustmentPosting(adjustment, remedy)
          : html`<table class="post">
              <thead>
                <tr>
                  <th>Posting</th>
                  <th>Document</th>
                </tr>
              </thead>
              <tbody>
                <tr>
                  <td class="strong">${act}</td>
                  <td>${exception.subject}</td>
                </tr>
              </tbody>
            </table>`
      }
      ${remedy.effect ? html`<p>${remedy.effect}.</p>` : ''} ${duties(exception, adjustment)}
      <p class="muted">Posts once, under your name. If something moved since you read it, nothing is posted and you see what changed.</p>
    `,
    ask: () => ({ decision: 'APPROVED', remedy: remedy.remedy }),
    done: `${exception.subject} ${remedyDone(remedy.remedy)}.`,
  });
}

function openNoAction(exception) {
  let wrong = '';
  return openDecision({
    exception,
    heading: 'Close, no action',
    body: () =>
      html`<p class="soft">Nothing is posted. The exception closes; its rule keeps watching.</p>
        ${whyField('Why nothing is to be done', wrong)}`,
    ask: handle => {
      const why = whyOf(handle);
      wrong = why ? '' : 'Say why in a few words.';
      return why ? { decision: 'NO_ACTION', why } : refuse(handle);
    },
    done: `${exception.subject}: closed without action.`,
  });
}

/** What can be said against the proposed fix of a type: a proposal is rejected itself, elsewhere one says why not. */
function reasonsFor(exception) {
  const remedies = exception.remedies.map(each => each.remedy);
  return [
    ...(remedies.includes('REJECT_ADJUSTMENT') ? [] : [['REJECTED', 'Fix is wrong, cause is real']]),
    ...(remedies.includes('NONE') ? [['NO_ACTION', 'Not a problem here']] : []),
    ['DUPLICATE', 'Duplicate of another exception'],
  ];
}

/** Refuses the proposed fix; a reason is always required. */
export function openRejection(exception, refusal) {
  const own = ownProposal(exception);
  const heading = refusal ? (own ? 'Withdraw your proposal' : `Reject ${exception.subject}`) : 'Reject the proposed fix';
  let wrong = {};
  return openDecision({
    exception,
    heading,
    button: refusal && own ? 'Withdraw' : 'Reject',
    body: () => html`
      ${refusal ? html`<p class="soft">${refusal.effect ? `${refusal.effect}.` : 'Stock stays as it is.'}</p>` : reasonField(reasonsFor(exception), wrong.reason)}
      ${whyField(refusal ? (own ? 'Why you withdraw it' : 'Why it is rejected') : 'What should happen instead', wrong.why)}
    `,
    ask: handle => {
      const reason = handle.element.querySelector('#reason')?.value ?? '';
      const why = whyOf(handle);
      wrong = {
        ...(refusal || reason ? {} : { reason: 'Choose a reason. It decides what the rule learns.' }),
        ...(why ? {} : { why: 'Say why in a few words.' }),
      };
      if (Object.keys(wrong).length) return refuse(handle);
      return refusal ? { decision: 'REJECTED', remedy: 'REJECT_ADJUSTMENT', why } : { decision: reason, why };
    },
    done: `${exception.subject}: ${refusal && own ? 'withdrawn' : 'rejected'}.`,
  });
}

const whyOf = handle => handle.element.querySelector('#why').value.trim();

function refuse(handle) {
  handle.update();
  handle.element.querySelector('[aria-invalid="true"]')?.focus();
  return null;
}

const whyField = (label, wrong) =>
  html`<div class="field">
    <label for="why">${label}</label>
    <textarea id="why" rows="3" maxlength="1000" aria-invalid=${Boolean(wrong)} aria-describedby="why-hint"></textarea>
    <span class="hint ${wrong ? 'bad' : ''}" id="why-hint">${wrong || 'It stands in the history and in the audit trail.'}</span>
  </div>`;

const reasonField = (reasons, wrong) =>
  html`<div class="field">
    <label for="reason">Reason</label>
    <select id="reason" data-first aria-invalid=${Boolean(wrong)} aria-describedby="reason-hint">
      <option value="">Choose a reason</option>
      ${reasons.map(([decision, text]) => html`<option value=${decision}>${text}</option>`)}
    </select>
    <span class="hint bad" id="reason-hint">${wrong ?? ''}</span>
  </div>`;

function openDecision({ exception, heading, button = heading, body, ask, done }) {
  const key = newKey();
  let busy = false;
  let problem = null;
  const decide = async handle => {
    if (busy) return;
    const decision = ask(handle);
    if (!decision) return;
    busy = true;
    handle.update();
    try {
      await post(`/exceptions/${exception.exception}/decisions`, decision, { key, version: exception.version });
      handle.close({ done: true });
      toast(done);
    } catch (refused) {
      if (!('status' in refused)) throw refused;
      if (refused.status === 412 || refused.status === 428) return handle.close({ stale: true, problem: refused });
      problem = refused;
      busy = false;
      handle.update();
    }
  };
  const dialog = openDialog(
    handle => html`
      <header>
        <h2>${heading}</h2>
        <span class="grow"></span>${companyBadge()}
      </header>
      <div class="body">
        ${body()}
        ${
          problem
            ? html`<div class="note bad" role="alert">
                ${icon('alert')}<span
                  ><b>${problem.title}.</b> ${problem.detail} ${problem.allowed.length ? `${anyOf(problem.allowed)} can.` : ''} Nothing was
                  posted.</span
                >
              </div>`
            : ''
        }
      </div>
      <footer>
        ${cancelButton(handle)}
        <button class="btn pri big" type="button" data-act="post" aria-disabled=${busy ? 'true' : 'false'} @click=${() => decide(handle)}>
          ${button} <kbd>Ctrl Enter</kbd>
        </button>
      </footer>
    `,
    { label: heading, onKey: (event, handle) => isSubmit(event) && decide(handle) },
  );
  if (!dialog.element.querySelector('[data-first]')) dialog.element.querySelector('textarea')?.focus();
  return dialog;
}

/** The document behind the posting; without it the dialog still says what the server said. */
async function read(path) {
  try {
    return await get(path);
  } catch (problem) {
    if (!('status' in problem)) throw problem;
    return null;
  }
}

function adjustmentPosting(adjustment, remedy) {
  const back = remedy.remedy === 'REVERSE_ADJUSTMENT';
  const opposite = text => (text.startsWith('-') ? text.slice(1) : `-${text}`);
  const units = back ? opposite(adjustment.quantity) : adjustment.quantity;
  const value = back ? opposite(adjustment.value) : adjustment.value;
  return html`<table class="post">
    <thead>
      <tr>
        <th>Posting</th>
        <th>Document</th>
        <th>Item, bin</th>
        <th class="r">Units</th>
        <th class="r">Value</th>
      </tr>
    </thead>
    <tbody>
      <tr>
        <td class="strong">${back ? 'Reversal' : 'Adjustment'}</td>
        <td>${adjustment.adjustment}</td>
        <td class="soft">${adjustment.item}, ${adjustment.bin}</td>
        <td class="r">${change(units)}</td>
        <td class="r">${money(value, session.currency)}</td>
      </tr>
    </tbody>
  </table>`;
}

/** What the server has checked for this person; it checks again when it posts. */
function duties(exception, adjustment) {
  const passed = adjustment
    ? [
        `You did not propose ${adjustment.adjustment}; ${adjustment.proposedByName ?? adjustment.proposedBy} did`,
        adjustment.countedBy
          ? `You did not count the bin; ${adjustment.countedByName ?? adjustment.countedBy} did`
          : 'You did not count the bin',
        `You may approve adjustments at ${session.siteName(adjustment.site)}`,
      ]
    : [`You may do this${exception.site ? ` at ${session.siteName(exception.site)}` : ''}`];
  return html`<div>
    <h3>Segregation of duties</h3>
    <ul class="sod">
      ${passed.map(text => html`<li><span class="good">${icon('check')}</span><span>${text}</span><span class="grow"></span><span class="muted">passed</span></li>`)}
    </ul>
  </div>`;
}
