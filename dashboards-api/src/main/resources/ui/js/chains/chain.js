import { html } from 'lit';
import { count, decimal, money, moment, words } from '../format.js';
import { session } from '../session.js';
import { icon } from '../parts/icon.js';
import { Part } from '../parts/page.js';
import { failed, loadingRows } from '../parts/states.js';
import { styled } from '../parts/styled.js';
import { kindOf, pathOf, treeOf } from './documents.js';

/** Everything a document is connected with: what it is, why it is here, and each step with its time and its person. */
class Chain extends Part {
  static properties = { loaded: { attribute: false }, chain: { attribute: false }, problem: { attribute: false }, here: {} };

  render() {
    if (this.problem && !this.chain)
      return html`<section class="card pad">${failed(this.problem, { what: 'The chain', retry: () => this.loaded.load() })}</section>`;
    if (!this.chain) return html`<section class="card">${loadingRows('the chain', 4)}</section>`;
    const rows = treeOf(this.chain);
    return html`<section class="card wide chain-card" aria-label="Chain" tabindex="0">
      <header>
        <h2>Chain</h2>
        <span class="muted trunc">${rows.length === 1 ? 'stands alone' : `${count(rows.length)} documents, each below what it came from`}</span>
        <span class="grow"></span>
        ${this.chain.complete ? '' : html`<span class="st warn">${icon('alert', 's')}cut at ${count(rows.length)}</span>`}
      </header>
      <table>
        <thead>
          <tr>
            <th>Document</th>
            <th>State</th>
            <th class="r">Value</th>
            <th class="r">Quantity</th>
            <th>Steps</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(row => this.#row(row))}
        </tbody>
      </table>
    </section>`;
  }

  #row({ document, depth, why, also }) {
    const kind = kindOf(document.type);
    const here = this.here === `${document.type} ${document.id}`;
    const zone = session.zone(document.site);
    return html`<tr aria-current=${here ? 'true' : 'false'}>
      <td>
        <div class="node" ${styled({ 'padding-left': `${depth * 20}px` })}>
          ${depth ? html`<span class="elbow" aria-hidden="true"></span>` : ''}
          <span class="node-mark">${icon(kind.mark)}</span>
          <span class="what">
            <span class="a nowrap"
              >${kind.name}
              ${here ? html`<b>${document.id}</b>` : html`<a class="strong" href=${pathOf(document.type, document.id)}>${document.id}</a>`}</span
            >
            <span class="b">${[why, ...also.map(link => `${link.why} ${link.from}`), document.partnerName ?? document.partner ?? ''].filter(Boolean).join(', ')}</span>
          </span>
        </div>
      </td>
      <td>
        <div class="a nowrap">${words(document.state)}</div>
        <div class="b">${[document.site && session.siteName(document.site), document.toSite && session.siteName(document.toSite)].filter(Boolean).join(' → ')}</div>
      </td>
      <td class="r">${document.value === undefined || document.value === null ? '' : money(document.value, this.chain.currency)}</td>
      <td class="r">
        <div class="a">${document.quantity === undefined || document.quantity === null ? '' : decimal(document.quantity)}</div>
        <div class="b nowrap">
          ${document.item ?? (document.lines ? `${count(document.lines)} ${document.lines === 1 ? 'line' : 'lines'}` : '')}
        </div>
      </td>
      <td>
        <ol class="steps">
          ${document.steps.map(
            step =>
              html`<li>
                <span class="strong">${words(step.step)}</span>
                <span class="t" title=${new Date(step.at).toISOString()}>${moment(step.at, zone)}</span>
                <span class="muted">${step.byName ?? step.by ?? ''}</span>
              </li>`,
          )}
        </ol>
        ${document.what ? html`<div class="b">${/^[A-Z_, ]+$/.test(document.what) ? document.what.split(', ').map(words).join(', ') : document.what}</div>` : ''}
      </td>
    </tr>`;
  }
}

customElements.define('sp-chain', Chain);
