import { html } from 'lit';
import { session } from '../session.js';

const letters = company => {
  const parts = company.name.split(/\s+/).filter(Boolean);
  return (parts.length > 1 ? parts[0][0] + parts[1][0] : company.company.slice(0, 2)).toUpperCase();
};

/** Colour and letters, always both: a posting in the wrong company is a named fear. */
export function companyBadge(company = session.company) {
  if (!company) return '';
  const index = Math.max(
    0,
    session.companies.findIndex(each => each.company === company.company),
  );
  return html`<span class="co c${(index % 3) + 1}"><b>${letters(company)}</b><span class="co-name">${company.name}</span></span>`;
}
