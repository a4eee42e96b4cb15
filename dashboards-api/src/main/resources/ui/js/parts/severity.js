import { html, svg } from 'lit';

const SHAPES = {
  CRITICAL: { level: 1, name: 'Critical', shape: svg`<path d="M7 .8l6.2 6.2L7 13.2.8 7z" fill="currentColor" />` },
  MAJOR: { level: 2, name: 'High', shape: svg`<path d="M7 1.5l6 11H1z" fill="currentColor" />` },
  MINOR: {
    level: 3,
    name: 'Medium',
    shape: svg`<rect x="2.5" y="2.5" width="9" height="9" fill="none" stroke="currentColor" stroke-width="2" />`,
  },
  NOTICE: { level: 4, name: 'Low', shape: svg`<circle cx="7" cy="7" r="3.5" fill="none" stroke="currentColor" stroke-width="1.8" />` },
};
const of = severity => SHAPES[severity] ?? SHAPES.NOTICE;

export const severityName = severity => of(severity).name;

/** Shape first, colour second: each level has its own outline. */
export const severityMark = severity => {
  const { level, name, shape } = of(severity);
  return html`<span class="sev s${level}" role="img" aria-label=${name} title=${name}><svg viewBox="0 0 14 14">${shape}</svg></span>`;
};
