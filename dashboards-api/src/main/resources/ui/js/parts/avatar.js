import { html } from 'lit';
import { session } from '../session.js';

const initials = name =>
  name
    .split(/[\s.@_-]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map(word => word[0].toUpperCase())
    .join('');

/** A person as two letters; the full name is the accessible name. */
export function avatar(person, name = person) {
  if (!person) return html`<span class="avatar none" role="img" aria-label="Unassigned" title="Unassigned">+</span>`;
  const me = person === session.person;
  const shown = me ? `${session.name || name} (you)` : name || person;
  return html`<span class="avatar ${me ? 'me' : ''}" role="img" aria-label=${shown} title=${shown}>${initials(name || person)}</span>`;
}

/** "R. Okafor, M. Silva or T. Brandt". */
export function anyOf(people) {
  const names = people.map(each => (typeof each === 'string' ? each : (each.name ?? each.person)));
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
