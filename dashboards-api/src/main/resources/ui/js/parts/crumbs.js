import { html } from 'lit';
import { href } from '../router.js';

/** @param steps {path, name} of the places above, and the name of this one last */
export const crumbs = steps =>
  html`<nav class="crumbs" aria-label="Breadcrumb">
    <ol>
      ${steps.map(step =>
        typeof step === 'string'
          ? html`<li aria-current="page">${step}</li>`
          : html`<li><a href=${href(step.path)}>${step.name}</a></li>`,
      )}
    </ol>
  </nav>`;
