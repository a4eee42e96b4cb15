import { html } from 'lit';
import { get, post } from '../api.js';
import { age, change, countdown, decimal, eventName, instantOfStamp, moment, money, shortId, words } from '../format.js';
import { href, query } from '../router.js';
import { session } from '../session.js';
import { anyOf, avatar } from '../parts/avatar.js';
import { icon } from '../parts/icon.js';
import { Loaded } from '../parts/loaded.js';
import { Part } from '../parts/page.js';
import { severityMark, severityName } from '../parts/severity.js';
import { copyText, failed, loadingRows } from '../parts/states.js';
import { styled } from '../parts/styled.js';
import { toast } from '../parts/toast.js';
import { openApproval, openRejection } from './decide-dialog.js';
import { openComment } from './comment-dialog.js';
import { isOpen, normalRow, ownProposal, remedyAct, urgency } from './queue-model.js';

/** One exception, always in the same order: what happened, why, evidence, fix with effect, alternatives, history. */
class Evidence extends Part {
  static properties = { exception: {}, version: { attribute: false }, chosen: { state: true } };

  constructor() {
    super();
    this.detail = new Loaded(this, async signal => normalRow(await get(`/exceptions/${this.exception}`, {}, { signal })));
  }

  willUpdate(changed) {
    if (changed.has('exception')) {
      this.chosen = null;
      this.stale = null;
      this.entering = false;
      if (this.detail.value?.exception !== this.exception) this.detail.forget();
      this.detail.load();
    } else if (
      changed.has('version') &&
      this.version !== null &&
      this.detail.value &&
      this.version !== this.detail.value.version &&
      !this.detail.busy
    ) {
      this.detail.load();
    }
  }

  /** Moves the focus into the evidence, as soon as it is there. */
  enter() {
    this.entering = true;
    this.#focusIfEntering();
  }

  updated() {
    this.#focusIfEntering();
  }

  #focusIfEntering() {
    const evidence = this.entering && this.querySelector('.scroll');
    if (!evidence) return;
    this.entering = false;
    evidence.focus();
  }

  get remedies() {
    return (this.detail.value?.remedies ?? []).filter(each => each.remedy !== 'REJECT_ADJUSTMENT');
  }

  get remedy() {
    const { remedies } = this;
    return (
      remedies.find(each => each.remedy === this.chosen) ??
      remedies.find(each => each.allowed && each.remedy !== 'NONE') ??
      remedies[0] ??
      null
    );
  }

  get refusal() {
    return (this.detail.value?.remedies ?? []).find(each => each.remedy === 'REJECT_ADJUSTMENT' && each.allowed) ?? null;
  }

  async approve() {
    const { remedy } = this;
    const detail = this.detail.value;
    if (!detail || !isOpen(detail) || !remedy) return;
    if (!remedy.allowed) return toast(this.#whyBlocked(remedy));
    const result = await openApproval(detail, remedy);
    this.#after(result);
  }

  async reject() {
    const detail = this.detail.value;
    if (!detail || !isOpen(detail)) return;
    if (!session.can('exceptions:work')) return toast('Your role does not decide exceptions.');
    this.#after(await openRejection(detail, this.refusal));
  }

  async comment() {
    if (!this.detail.value) return;
    const text = await openComment(this.exception);
    if (text) this.detail.load();
  }

  nextAlternative() {
    const at = this.remedies.indexOf(this.remedy);
    this.chosen = this.remedies[(at + 1) % this.remedies.length]?.remedy ?? null;
  }

  async own() {
    try {
      await post(`/exceptions/${this.exception}/own`);
      toast(`${this.exception} is yours.`);
      this.detail.load();
      dispatchEvent(new Event('posted'));
    } catch (problem) {
      if (!('status' in problem)) throw problem;
      toast(`${problem.title}. ${problem.detail}`);
    }
  }

  #after(result) {
    if (!result) return;
    if (result.stale) {
      this.stale = result.problem;
      this.detail.load();
      return;
    }
    this.stale = null;
    this.dispatchEvent(new CustomEvent('decided', { detail: { exception: this.exception } }));
  }

  #whyBlocked(remedy) {
    const who = remedy.whoCan?.length ? ` ${anyOf(remedy.whoCan)} can.` : '';
    return `${(remedy.reason ?? 'You may not do this').replace(/\.$/, '')}.${who}`;
  }

  render() {
    const { value, problem } = this.detail;
    if (problem && !value)
      return html`<div class="pad">${failed(problem, { what: 'The evidence', retry: () => this.detail.load() })}</div>`;
    if (!value || value.exception !== this.exception) return html`<div class="pad">${loadingRows('evidence', 8)}</div>`;
    return html`${this.#head(value)}
      <div class="scroll" tabindex="0" role="region" aria-label="Evidence detail">
        ${this.stale ? this.#staleNote() : ''}
        <section>
          <h3>What happened</h3>
          <p class="says">${value.happened}</p>
        </section>
        ${this.#why(value)} ${this.#evidence(value)} ${this.#fix(value)} ${this.#alternatives()} ${this.#history(value)}
      </div>
      ${this.#foot(value)}`;
  }

  #head(value) {
    const zone = session.zone(value.site);
    const tone = urgency(value);
    return html`<header>
      <div class="row num">
        <button
          class="btn quiet icon to-list"
          type="button"
          aria-label="Back to the list"
          @click=${() => this.dispatchEvent(new Event('back'))}
        >
          ${icon('undo')}
        </button>
        <span class="mono soft" title=${value.exception}
          >${value.exception.length > 14 ? value.exception.slice(0, 11) : value.exception}</span
        >
        <span class="row tight">${severityMark(value.severity)}${severityName(value.severity)}</span>
        <span class="muted">${ownership(value)}</span>
        <span class="grow"></span>
        ${isOpen(value) && value.owner !== session.person ? html`<button class="btn quiet" type="button" @click=${() => this.own()}>${icon('user')}Take it <kbd>m</kbd></button>` : ''}
        <button
          class="btn quiet icon"
          type="button"
          aria-label="Copy link"
          title="Copy link"
          @click=${() => copyText(`${location.origin}${href('/queue', { tab: query().get('tab'), id: value.exception })}`, 'Link copied. It carries filters, never rights.')}
        >
          ${icon('link')}
        </button>
      </div>
      <h2>${value.typeTitle}: ${value.heading}</h2>
      <dl class="facts">
        <div>
          <dt>At risk</dt>
          <dd>${money(value.valueAtRisk, session.currency)}</dd>
        </div>
        ${
          isOpen(value)
            ? html`<div>
                <dt>Decide by</dt>
                <dd class=${value.lastSafeAt ? '' : tone}>${countdown(value.decideBy)}, ${moment(value.decideBy, zone)}</dd>
              </div>`
            : ''
        }
        ${
          value.lastSafeAt
            ? html`<div>
                <dt>Last safe moment</dt>
                <dd class=${tone}>${countdown(value.lastSafeAt)}, ${moment(value.lastSafeAt, zone)}</dd>
              </div>`
            : ''
        }
        ${
          value.because?.score === undefined || value.because.score === null
            ? ''
            : html`<div>
                <dt>Score</dt>
                <dd>${decimal(value.because.score.toFixed(2), 2, 2)}</dd>
              </div>`
        }
        ${
          value.site
            ? html`<div>
                <dt>Site</dt>
                <dd>${session.siteName(value.site)}</dd>
              </div>`
            : ''
        }
        <div>
          <dt>Raised</dt>
          <dd title=${value.stamp ? `Commit stamp ${value.stamp}` : ''}>
            ${moment(value.raisedAt, zone)}, ${age(value.raisedAt) === 'now' ? 'just now' : `${age(value.raisedAt)} ago`}
          </dd>
        </div>
      </dl>
    </header>`;
  }

  #staleNote() {
    return html`<div class="note warn" role="status">
      ${icon('replay')}<span class="grow"><b>It changed while you read.</b> Nothing was posted. What you see now is current.</span>
      <button
        class="btn"
        type="button"
        @click=${() => {
          this.stale = null;
          this.requestUpdate();
        }}
      >
        Understood
      </button>
    </div>`;
  }

  #why(value) {
    const { because } = value;
    if (!because) return '';
    const most = Math.max(0.0001, ...(because.contributions ?? []).map(each => Math.abs(each.share)));
    return html`<section>
      <h3>Why it was flagged</h3>
      <div class="prov">
        <span><span class="muted">${because.sha256 ? 'Model' : 'Rule'}</span> ${because.detector} v${because.version}</span>
        ${because.sha256 ? html`<span><span class="muted">sha256</span> <button class="linklike mono" type="button" title=${because.sha256} @click=${() => copyText(because.sha256, 'Hash copied.')}>${shortId(because.sha256)}</button></span>` : ''}
        ${because.score === undefined || because.score === null ? '' : html`<span><span class="muted">Score</span> ${decimal(because.score.toFixed(2), 2, 2)}, threshold ${decimal((because.threshold ?? 0).toFixed(2), 2, 2)}</span>`}
      </div>
      ${
        because.contributions?.length
          ? html`<table class="contrib" aria-label="What speaks for and against it">
              <thead>
                <tr>
                  <th>Feature</th>
                  <th class="r">Value</th>
                  <th class="axis"><span class="lo">lowers</span><span class="hi">raises</span></th>
                  <th class="r">Share</th>
                </tr>
              </thead>
              <tbody>
                ${because.contributions.map(
                  each =>
                    html`<tr>
                      <td class="trunc" title=${each.feature}>${each.feature}</td>
                      <td class="r soft trunc" title=${each.value}>${each.value}</td>
                      <td>
                        <span class="sb" aria-hidden="true"
                          ><i class=${each.share >= 0 ? 'p' : 'm'} ${styled({ width: `${(Math.abs(each.share) / most) * 46}%` })}></i
                        ></span>
                      </td>
                      <td class="r strong">${change(each.share.toFixed(2))}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
          : ''
      }
      ${value.counterfactual ? html`<p class="says">${value.counterfactual}</p>` : ''}
    </section>`;
  }

  #evidence(value) {
    const zone = session.zone(value.site);
    const path = documentPath(value.subject);
    return html`<section>
      <h3>Evidence${path ? html`<small><a href=${path}>Open ${value.subject}</a></small>` : ''}</h3>
      <table>
        <thead>
          <tr>
            <th>Event</th>
            <th>Happened</th>
            <th>Content</th>
            <th>Event id</th>
          </tr>
        </thead>
        <tbody>
          ${(value.evidence ?? []).map(
            each =>
              html`<tr>
                <td class="nowrap strong">${eventName(each.type)}</td>
                <td
                  class="nowrap t"
                  title="${new Date(each.occurredAt).toISOString()}, committed ${each.stamp ? instantOfStamp(each.stamp).toISOString() : ''}"
                >
                  ${moment(each.occurredAt, zone, { seconds: true })}
                </td>
                <td class="soft">${each.content}</td>
                <td class="mono nowrap">
                  <button class="linklike" type="button" title=${each.eventId} @click=${() => copyText(each.eventId, 'Event id copied.')}>
                    ${shortId(each.eventId)}
                  </button>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
  }

  #fix(value) {
    const { remedy } = this;
    if (!isOpen(value))
      return html`<section>
        <h3>Decision</h3>
        <div class="fix"><div class="ttl">${decisionText(value)}</div></div>
      </section>`;
    if (!remedy) return '';
    return html`<section>
      <h3>Proposed fix</h3>
      <div class="fix">
        <div class="ttl">${remedy.title ?? remedyAct(remedy.remedy)}</div>
        ${remedy.effect ? html`<p>${remedy.effect}.</p>` : ''}
        ${remedy.allowed ? '' : html`<p class="note">${icon('lock')}<span>${this.#whyBlocked(remedy)}</span></p>`}
      </div>
    </section>`;
  }

  #alternatives() {
    if (!isOpen(this.detail.value) || this.remedies.length < 2) return '';
    return html`<section>
      <h3 id="alternatives">
        Alternatives<small><kbd>a</kbd> next</small>
      </h3>
      <div role="radiogroup" aria-labelledby="alternatives">
        ${this.remedies.map(
          each =>
            html`<label class="opt">
              <input type="radio" name="remedy" .checked=${each === this.remedy} @change=${() => (this.chosen = each.remedy)} />
              <span>${each.title ?? remedyAct(each.remedy)}</span>
              <span class="muted r">${each.allowed ? '' : html`${icon('lock', 's')} ${each.reason ?? 'blocked'}`}</span>
              <span></span>
            </label>`,
        )}
      </div>
    </section>`;
  }

  #history(value) {
    const history = value.history ?? [];
    const zone = session.zone(value.site);
    return html`<section>
      <h3>History</h3>
      <div class="tl">
        ${history.map(
          (each, index) =>
            html`<span class="muted nowrap">${moment(each.at, zone)}</span
              ><span class="p ${index === 0 ? 'first' : ''} ${index === history.length - 1 ? 'last' : ''}"></span
              ><span>${historyText(each)}</span>`,
        )}
      </div>
    </section>`;
  }

  #foot(value) {
    if (!isOpen(value)) {
      return html`<footer>
        <span class="soft">${decisionText(value)}</span><span class="grow"></span
        ><button class="btn quiet big" type="button" @click=${() => this.comment()}>Comment <kbd>c</kbd></button>
      </footer>`;
    }
    const { remedy } = this;
    const own = ownProposal(value);
    const blocked = remedy && !remedy.allowed;
    const works = session.can('exceptions:work');
    return html`<footer>
      ${
        remedy
          ? blocked
            ? html`<button
                class="btn big"
                type="button"
                aria-disabled="true"
                aria-describedby="why-blocked"
                data-act="approve"
                @click=${() => this.approve()}
              >
                ${icon('lock')}${remedyAct(remedy.remedy)}
              </button>`
            : html`<button class="btn pri big" type="button" data-act="approve" @click=${() => this.approve()}>
                ${icon('check')}${remedyAct(remedy.remedy)} <kbd>y</kbd>
              </button>`
          : ''
      }
      <button class="btn big" type="button" aria-disabled=${works ? 'false' : 'true'} data-act="reject" @click=${() => this.reject()}>
        ${own ? 'Withdraw' : 'Reject'} <kbd>n</kbd>
      </button>
      <button class="btn quiet big" type="button" @click=${() => this.comment()}>Comment <kbd>c</kbd></button>
      ${blocked ? html`<span class="soft why" id="why-blocked">${this.#whyBlocked(remedy)}</span>` : html`<span class="grow"></span><span class="muted nowrap hints"><kbd>j</kbd> <kbd>k</kbd> move <kbd>?</kbd> keys</span>`}
    </footer>`;
  }
}

function ownership(value) {
  if (!value.owner) return 'No owner';
  return value.owner === session.person ? 'Owned by you' : html`${avatar(value.owner, value.ownerName)} ${value.ownerName ?? value.owner}`;
}

function decisionText(value) {
  const step = value.history.findLast(each => eventName(each.type) === 'exception decided');
  if (value.state === 'DECIDED' && step) return html`${decided(step.summary)}, by ${step.actor === session.person ? 'you' : step.actor}`;
  return value.state === 'CLEARED' ? 'It went away before anybody decided.' : words(value.state);
}

function historyText(step) {
  const who = step.actor === session.person ? 'You' : (step.actorName ?? step.actor);
  const kind = eventName(step.type);
  if (kind === 'exception raised') return html`<b>${who}</b> raised it`;
  if (kind === 'exception owned') return html`<b>${who}</b> took it`;
  if (kind === 'exception commented') return html`<b>${who}</b>: ${step.summary}`;
  if (kind === 'exception decided') return html`<b>${who}</b>: ${decided(step.summary)}`;
  return html`<b>${who}</b>: ${step.summary}`;
}

/** APPROVED with APPROVE_ADJUSTMENT: why → Approved with approve adjustment: why. */
const decided = summary =>
  words(summary.match(/^[A-Z_]+/)?.[0] ?? '') +
  summary.replace(/^[A-Z_]+/, '').replace(/ with ([A-Z_]+)/, (_, remedy) => `, ${remedyAct(remedy).toLowerCase()}`);

function documentPath(subject) {
  if (/^SO-/.test(subject)) return href(`/orders/${encodeURIComponent(subject)}`);
  if (/^ADJ-/.test(subject)) return href('/adjustments', { id: subject, state: 'all' });
  return null;
}

customElements.define('sp-evidence', Evidence);
