import { html } from 'lit';
import { get, newKey, post } from '../api.js';
import { change, money, moment } from '../format.js';
import { session } from '../session.js';
import { anyOf } from '../parts/avatar.js';
import { companyBadge } from '../parts/company-badge.js';
import { isSubmit, openDialog } from '../parts/dialog.js';
import { icon } from '../parts/icon.js';
import { failed, loadingRows } from '../parts/states.js';
import { toast } from '../parts/toast.js';
import { normalAdjustment, reasonName } from './adjustment-model.js';

/**
 * One adjustment with what it would post and who may decide it. Approving and rejecting take two steps: choose, then the
 * named button or Ctrl Enter.
 */
export function openAdjustment(id) {
  const key = newKey();
  let adjustment = null;
  let problem = null;
  let step = 'read';
  let wrong = '';
  let busy = false;

  const load = async handle => {
    try {
      adjustment = normalAdjustment(await get(`/adjustments/${encodeURIComponent(id)}`));
    } catch (refused) {
      if (!('status' in refused)) throw refused;
      problem = refused;
    }
    handle.update();
  };

  const choose = (handle, next) => {
    step = next;
    problem = null;
    handle.update();
    handle.element.querySelector(next === 'reject' ? 'textarea' : '[data-act="post"]')?.focus();
  };

  const decide = async handle => {
    if (step === 'read' || busy) return;
    const text = handle.element.querySelector('textarea')?.value.trim() ?? '';
    if (step === 'reject' && !text) {
      wrong = 'Say why in a few words.';
      return handle.update();
    }
    busy = true;
    handle.update();
    try {
      await post(`/adjustments/${encodeURIComponent(id)}/${step}`, step === 'approve' ? (text ? { note: text } : {}) : { why: text }, {
        key: `${key}-${step}`,
        version: adjustment.version,
      });
      handle.close({ done: true });
      toast(`${id} ${step === 'approve' ? 'posted' : 'rejected'}.`);
      dispatchEvent(new Event('posted'));
    } catch (refused) {
      if (!('status' in refused)) throw refused;
      problem = refused;
      busy = false;
      step = 'read';
      handle.update();
    }
  };

  const dialog = openDialog(
    handle => html`
      <header>
        <h2>${id}</h2>
        <span class="grow"></span>${companyBadge()}
      </header>
      <div class="body">
        ${adjustment ? view(adjustment) : problem ? failed(problem) : loadingRows(id, 4)}
        ${adjustment && step !== 'read' ? note(step, wrong) : ''}
        ${
          adjustment && problem
            ? html`<div class="note bad" role="alert">
                ${icon('alert')}<span
                  ><b>${problem.title}.</b> ${problem.detail} ${problem.allowed.length ? `${anyOf(problem.allowed)} can.` : ''} Nothing was
                  posted.</span
                >
              </div>`
            : ''
        }
      </div>
      <footer>${buttons(handle)}</footer>
    `,
    { label: id, onKey: (event, handle) => isSubmit(event) && decide(handle) },
  );
  load(dialog);
  return dialog;

  function buttons(handle) {
    const close = html`<button class="btn big" type="button" @click=${() => (step === 'read' ? handle.close() : choose(handle, 'read'))}>
      ${step === 'read' ? 'Close' : 'Back'}
    </button>`;
    if (adjustment?.state !== 'PROPOSED') return close;
    const mine = adjustment.proposedBy === session.person;
    if (step !== 'read') {
      const name = step === 'approve' ? 'Approve adjustment' : mine ? 'Withdraw' : 'Reject';
      return html`${close}<button
          class="btn pri big"
          type="button"
          data-act="post"
          aria-disabled=${busy ? 'true' : 'false'}
          @click=${() => decide(handle)}
        >
          ${name} <kbd>Ctrl Enter</kbd>
        </button>`;
    }
    const blocked = blockedBy(adjustment);
    return html`${close}
      <button
        class="btn big"
        type="button"
        data-act="reject"
        aria-disabled=${adjustment.rejectBlocked ? 'true' : 'false'}
        title=${adjustment.rejectBlocked ?? ''}
        @click=${() => adjustment.rejectBlocked || choose(handle, 'reject')}
      >
        ${mine ? 'Withdraw' : 'Reject'}
      </button>
      ${
        blocked
          ? html`<button class="btn big" type="button" data-act="approve" aria-disabled="true" aria-describedby="blocked">
              ${icon('lock')}Approve
            </button>`
          : html`<button class="btn pri big" type="button" data-act="approve" @click=${() => choose(handle, 'approve')}>Approve</button>`
      }`;
  }
}

function blockedBy(adjustment) {
  if (adjustment.approveBlocked) return adjustment.approveBlocked;
  if (adjustment.proposedBy === session.person) return 'You proposed this adjustment.';
  if (!session.can('adjustments:approve')) return 'Your role does not approve adjustments.';
  return null;
}

function view(adjustment) {
  const zone = session.zone(adjustment.site);
  const blocked = adjustment.state === 'PROPOSED' ? blockedBy(adjustment) : null;
  return html`
    <table class="post">
      <thead>
        <tr>
          <th>Posting</th>
          <th>Item</th>
          <th>Bin</th>
          <th class="r">Units</th>
          <th class="r">Value</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td class="strong">Adjustment</td>
          <td>${adjustment.item} ${adjustment.itemName ?? ''}</td>
          <td>${adjustment.bin}, ${session.siteName(adjustment.site)}</td>
          <td class="r">${change(adjustment.quantity)}</td>
          <td class="r">${money(adjustment.value, session.currency)}</td>
        </tr>
      </tbody>
    </table>
    <dl class="kv">
      ${
        adjustment.effect
          ? html`<dt>Effect</dt>
              <dd>${adjustment.effect}</dd>`
          : ''
      }
      <dt>Reason</dt>
      <dd>${reasonName(adjustment.reason)}${adjustment.note ? `: ${adjustment.note}` : ''}${adjustment.photo ? ', with photo' : ''}</dd>
      <dt>Proposed</dt>
      <dd>
        ${adjustment.proposedByName ?? adjustment.proposedBy}${adjustment.proposedAt ? `, ${moment(adjustment.proposedAt, zone)}` : ''}
      </dd>
      ${
        adjustment.countedBy
          ? html`<dt>Counted</dt>
              <dd>${adjustment.countedByName ?? adjustment.countedBy}${adjustment.count ? `, ${adjustment.count}` : ''}</dd>`
          : ''
      }
      ${
        adjustment.reversalOf
          ? html`<dt>Takes back</dt>
              <dd>${adjustment.reversalOf}</dd>`
          : ''
      }
      <dt>Tolerance</dt>
      <dd>
        ${money(adjustment.limit, session.currency)} for one,
        ${adjustment.dailyLimit ? `${money(adjustment.dailyLimit, session.currency)} in 24 hours; ` : ''}total with this one
        ${money(adjustment.rollingTotal, session.currency)}
      </dd>
      ${
        adjustment.decidedBy
          ? html`<dt>${adjustment.state === 'REJECTED' ? 'Rejected' : 'Approved'}</dt>
              <dd>
                ${adjustment.decidedByName ?? adjustment.decidedBy}${adjustment.decidedAt ? `, ${moment(adjustment.decidedAt, zone)}` : ''}${adjustment.decisionNote ? `: ${adjustment.decisionNote}` : ''}
              </dd>`
          : ''
      }
    </dl>
    ${blocked ? html`<p class="note" id="blocked">${icon('lock')}<span>${blocked.replace(/\.$/, '')}. ${adjustment.allowed.length ? `${anyOf(adjustment.allowed)} can approve.` : ''}</span></p>` : ''}
  `;
}

const note = (step, wrong) =>
  html`<div class="field">
    <label for="decision-note">${step === 'approve' ? 'Note, if there is something to say' : 'Why'}</label>
    <textarea id="decision-note" rows="2" maxlength="1000" aria-invalid=${Boolean(wrong)} aria-describedby="decision-hint"></textarea>
    <span class="hint ${wrong ? 'bad' : ''}" id="decision-hint"
      >${wrong || (step === 'approve' ? 'Posts once, under your name.' : 'Stock stays as it is.')}</span
    >
  </div>`;
