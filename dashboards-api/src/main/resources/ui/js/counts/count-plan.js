import { html } from 'lit';
import { get, post } from '../api.js';
import { count, date, decimal, moment, words } from '../format.js';
import { href, navigate } from '../router.js';
import { session } from '../session.js';
import { blockedBy } from '../parts/actions.js';
import { field, formDialog, plain, plainText } from '../parts/form-dialog.js';
import { icon } from '../parts/icon.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { empty, failed, loadingRows } from '../parts/states.js';
import { toast } from '../parts/toast.js';

const SHOWN = 20;

const days = text => (/^[1-9]\d{0,3}$/.test(text.trim()) ? Number(text.trim()) : null);

const setPolicy = (site, policy) =>
  formDialog({
    heading: `Count policy of ${session.siteName(site)}`,
    button: 'Set policy',
    body: wrong => html`
      <div class="form-row">
        ${['A', 'B', 'C'].map(abc =>
          field({
            name: `days${abc}`,
            label: `Days between counts, class ${abc}`,
            value: String(policy?.[`days${abc}`] ?? { A: 30, B: 90, C: 180 }[abc]),
            mode: 'numeric',
            first: abc === 'A',
            wrong,
          }),
        )}
      </div>
      <label class="row tight"><input type="checkbox" name="afterShortPick" ?checked=${policy?.afterShortPick ?? true} /> Count at once after a short pick</label>
      <label class="row tight"
        ><input type="checkbox" name="afterEmptied" ?checked=${policy?.afterEmptied ?? true} /> Count at once when a shipment empties a bin</label
      >
      ${field({
        name: 'adjustmentAbove',
        label: `Count at once after an adjustment above, in ${session.currency}`,
        value: policy?.adjustmentAbove ? plainText(policy.adjustmentAbove) : '',
        mode: 'decimal',
        first: false,
        wrong,
        hint: 'Empty: no adjustment makes a count due.',
      })}
    `,
    read: fields => {
      const wrong = {};
      for (const abc of ['A', 'B', 'C']) if (!days(fields.get(`days${abc}`))) wrong[`days${abc}`] = 'A number of days.';
      const above = fields.get('adjustmentAbove').trim();
      if (above && plain(above) === null) wrong.adjustmentAbove = 'An amount such as 250.';
      return {
        wrong,
        body: {
          site,
          daysA: days(fields.get('daysA')),
          daysB: days(fields.get('daysB')),
          daysC: days(fields.get('daysC')),
          afterShortPick: fields.has('afterShortPick'),
          afterEmptied: fields.has('afterEmptied'),
          adjustmentAbove: above || null,
        },
      };
    },
    send: (options, body) => post('/count-plan/policy', body, options),
    done: 'The policy is set.',
  });

const startPlanned = site =>
  formDialog({
    heading: 'Count what is due',
    button: 'Start count',
    body: wrong => html`<p>The bins that press most, as one blind count.</p>
      ${field({ name: 'bins', label: 'Bins', value: '10', mode: 'numeric', wrong })}`,
    read: fields => ({
      wrong: days(fields.get('bins')) ? {} : { bins: 'A number of bins.' },
      body: { site, bins: days(fields.get('bins')) },
    }),
    send: (options, body) => post('/count-plan/start', body, options),
    done: sheet => `${sheet.count} started with ${count(sheet.lines.length)} lines.`,
  });

/** The count plan of a site: coverage by class, and the places that press most. */
class CountPlan extends Page {
  constructor() {
    super();
    this.plan = new Loaded(this, async signal => {
      const site = this.site;
      try {
        const [policy, coverage, places] = await Promise.all([
          get('/count-plan/policy', { site }, { signal }),
          get('/count-plan/coverage', { site }, { signal }),
          get('/count-plan', { site, limit: SHOWN }, { signal }),
        ]);
        return { policy, coverage, places: places.items };
      } catch (problem) {
        if (problem.status === 404) return { policy: null };
        throw problem;
      }
    });
  }

  get site() {
    return session.site || session.sites[0]?.site;
  }

  connectedCallback() {
    super.connectedCallback();
    this.reread = () => this.plan.load();
    addEventListener('posted', this.reread);
    this.plan.load();
  }

  disconnectedCallback() {
    removeEventListener('posted', this.reread);
    super.disconnectedCallback();
  }

  scopeChanged() {
    this.plan.forget();
    this.plan.load();
  }

  render() {
    const { value, problem } = this.plan;
    return html`<section class="card wide" aria-label="Count plan" tabindex="0">
      <header>
        <h2>Count plan</h2>
        <span class="muted">${session.siteName(this.site)}</span>
        <span class="grow"></span>
        ${value ? this.#buttons(value) : ''}
      </header>
      ${this.#state(value, problem)}
    </section>`;
  }

  #state(value, problem) {
    if (problem && !value) return html`<div class="pad">${failed(problem, { what: 'The count plan', retry: () => this.plan.load() })}</div>`;
    if (!value) return loadingRows('the count plan', 4);
    if (!value.policy)
      return html`<div class="pad">
        ${empty({ mark: 'count', title: 'No count policy yet', text: 'A policy says how often bins of each class are counted; the plan follows from it.' })}
      </div>`;
    return html`${problem ? html`<p class="note warn list-note" role="status"><span>${problem.title}. What stands here is from the last answer.</span></p>` : ''}
    ${this.#coverage(value.coverage)} ${this.#places(value.places)}`;
  }

  #buttons(value) {
    const blocked = blockedBy('inventory:manage-counts', 'start counts');
    const press = run => () => (blocked ? toast(blocked) : run());
    return html`<button class="btn" type="button" data-act="policy" aria-disabled=${blocked ? 'true' : 'false'} @click=${press(() => setPolicy(this.site, value.policy))}>
        ${icon(blocked ? 'lock' : 'adjust')}Policy
      </button>
      ${
        value.policy
          ? html`<button class="btn" type="button" data-act="start-planned" aria-disabled=${blocked ? 'true' : 'false'} @click=${press(() => this.#start())}>
              ${icon(blocked ? 'lock' : 'count')}Count what is due
            </button>`
          : ''
      }`;
  }

  async #start() {
    const sheet = await startPlanned(this.site);
    if (sheet) navigate(href(`/counts/${encodeURIComponent(sheet.count)}`));
  }

  #coverage(coverage) {
    return html`<table>
      <thead>
        <tr>
          <th>Class</th>
          <th class="r">Every, days</th>
          <th class="r">Places</th>
          <th class="r">Due</th>
          <th class="r">Overdue</th>
          <th class="r">Covered</th>
        </tr>
      </thead>
      <tbody>
        ${coverage.map(
          row =>
            html`<tr>
              <td class="strong">${row.abc}</td>
              <td class="r">${count(row.days)}</td>
              <td class="r">${count(row.places)}</td>
              <td class="r">${count(row.due)}</td>
              <td class="r ${row.overdue ? 'warn' : ''}">${count(row.overdue)}</td>
              <td class="r">${count(row.covered)} <span class="muted">${decimal(row.coveragePercent, 1)} %</span></td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #places(places) {
    if (!places.length) return html`<p class="pad muted">Nothing stands in a bin of this site.</p>`;
    return html`<table>
      <thead>
        <tr>
          <th>Bin</th>
          <th>Item</th>
          <th>Class</th>
          <th>Due</th>
          <th>Why</th>
          <th>Counted last</th>
          <th>Count</th>
        </tr>
      </thead>
      <tbody>
        ${places.map(
          place =>
            html`<tr>
              <td class="strong nowrap">${place.bin}</td>
              <td class="trunc"><a class="strong" href=${href(`/items/${encodeURIComponent(place.item)}`)}>${place.item}</a> ${place.name} <span class="muted">${place.lot ?? ''}</span></td>
              <td>${place.abc}</td>
              <td class="nowrap">
                ${place.state === 'OVERDUE' ? html`<span class="st warn">${icon('alert', 's')}overdue</span>` : ''} ${date(place.dueOn)}
              </td>
              <td class="nowrap">${words(place.reason)}</td>
              <td class="nowrap t">${place.lastCountedAt ? moment(place.lastCountedAt, session.zone(this.site)) : html`<span class="muted">never</span>`}</td>
              <td class="nowrap">${place.count ? html`<a href=${href(`/counts/${encodeURIComponent(place.count)}`)}>${place.count}</a>` : ''}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

customElements.define('sp-count-plan', CountPlan);
