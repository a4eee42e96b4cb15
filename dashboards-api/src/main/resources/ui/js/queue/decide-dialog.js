import { html } from 'lit';
import { newKey, post } from '../api.js';
import { change } from '../format.js';
import { anyOf } from '../parts/avatar.js';
import { companyBadge } from '../parts/company-badge.js';
import { cancelButton, isSubmit, openDialog } from '../parts/dialog.js';
import { icon } from '../parts/icon.js';
import { toast } from '../parts/toast.js';
import { session } from '../session.js';
import { ownProposal, remedyAct, remedyDone } from './queue-model.js';

/**
 * Shows what will be posted and whether duties stay apart; posts only on Ctrl Enter or the named button. Resolves with
 * {done}, {stale, problem} or nothing when cancelled.
 */
export function openApproval(exception, remedy) {
  const act = remedyAct(remedy.remedy);
  const decision = remedy.remedy === 'NONE' ? 'NO_ACTION' : 'APPROVED';
  return openDecision({
    exception,
    label: act,
    heading: act,
    body: () => html`
      ${postingTable(remedy)} ${dutyChecks(remedy)}
      <p class="muted">Posts once, under your name. If something moved since you read it, nothing is posted and you see what changed.</p>
    `,
    ask: () => ({ decision, remedy: remedy.remedy }),
    done: `${exception.subject} ${remedyDone(remedy.remedy)}.`,
  });
}

const REASONS = [
  { decision: 'REJECTED', text: 'Fix is wrong, cause is real' },
  { decision: 'NO_ACTION', text: 'Not a problem here' },
  { decision: 'DUPLICATE', text: 'Duplicate of another exception' },
];

/** Refuses the proposed fix; a reason is always required. */
export function openRejection(exception, refusal) {
  const own = ownProposal(exception, session.person);
  const heading = own ? 'Withdraw your proposal' : refusal ? `Reject ${exception.subject}` : 'Reject the proposed fix';
  let wrong = {};
  const fields = handle => ({
    reason: handle.element.querySelector('#reason')?.value ?? '',
    why: handle.element.querySelector('#why').value.trim(),
  });
  return openDecision({
    exception,
    label: heading,
    heading,
    button: own ? 'Withdraw' : 'Reject',
    body: () => html`
      ${
        refusal
          ? html`<p class="soft">The adjustment is refused; stock stays as it is.</p>`
          : html` <div class="field">
              <label for="reason">Reason</label>
              <select id="reason" data-first aria-invalid=${Boolean(wrong.reason)} aria-describedby="reason-hint">
                <option value="">Choose a reason</option>
                ${REASONS.map(each => html`<option value=${each.decision}>${each.text}</option>`)}
              </select>
              <span class="hint bad" id="reason-hint">${wrong.reason ?? ''}</span>
            </div>`
      }
      <div class="field">
        <label for="why">${own ? 'Why you withdraw it' : refusal ? 'Why it is rejected' : 'What should happen instead'}</label>
        <textarea
          id="why"
          rows="3"
          maxlength="1000"
          ?data-first=${Boolean(refusal)}
          aria-invalid=${Boolean(wrong.why)}
          aria-describedby="why-hint"
        ></textarea>
        <span class="hint ${wrong.why ? 'bad' : ''}" id="why-hint">${wrong.why ?? 'It stands in the history and in the audit trail.'}</span>
      </div>
    `,
    ask: handle => {
      const given = fields(handle);
      wrong = {
        ...(refusal || given.reason ? {} : { reason: 'Choose a reason. It decides what the rule learns.' }),
        ...(given.why ? {} : { why: 'Say why in a few words.' }),
      };
      if (Object.keys(wrong).length) {
        handle.update();
        handle.element.querySelector('[aria-invalid="true"]')?.focus();
        return null;
      }
      return refusal ? { decision: 'REJECTED', remedy: 'REJECT_ADJUSTMENT', why: given.why } : { decision: given.reason, why: given.why };
    },
    done: `${exception.subject}: ${own ? 'withdrawn' : 'rejected'}.`,
  });
}

function openDecision({ exception, label, heading, button = heading, body, ask, done }) {
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
  return openDialog(
    handle => html`
      <header>
        <h2>${heading}</h2>
        <span class="grow"></span>${companyBadge()}
      </header>
      <div class="body">
        ${body(handle)}
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
    { label, onKey: (event, handle) => isSubmit(event) && decide(handle) },
  );
}

function postingTable(remedy) {
  if (!remedy.postings?.length)
    return html`<p>${remedy.title ?? ''} ${remedy.remedy === 'NONE' ? 'Nothing is posted; the exception closes.' : ''}</p>`;
  return html`<table class="post">
    <thead>
      <tr>
        <th>Posting</th>
        <th>Document</th>
        <th>Effect</th>
        <th class="r">Units</th>
      </tr>
    </thead>
    <tbody>
      ${remedy.postings.map(
        each =>
          html`<tr>
            <td class="strong">${each.posting}</td>
            <td>${each.document}</td>
            <td class="soft">${each.effect}</td>
            <td class="r">${each.quantity ? change(each.quantity) : ''}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function dutyChecks(remedy) {
  if (!remedy.checks?.length) return '';
  return html`<div>
    <h3>Segregation of duties</h3>
    <ul class="sod">
      ${remedy.checks.map(
        each =>
          html`<li>
            <span class=${each.passed ? 'good' : 'bad'}>${icon(each.passed ? 'check' : 'cross')}</span>
            <span>${each.check}${each.detail ? html` <span class="muted">${each.detail}</span>` : ''}</span>
            <span class="grow"></span><span class=${each.passed ? 'muted' : 'bad'}>${each.passed ? 'passed' : 'failed'}</span>
          </li>`,
      )}
    </ul>
  </div>`;
}
