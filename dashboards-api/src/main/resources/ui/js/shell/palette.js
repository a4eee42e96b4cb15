import { html } from 'lit';
import { get } from '../api.js';
import { href, navigate } from '../router.js';
import { session } from '../session.js';
import { switchTheme } from '../theme.js';
import { openDialog } from '../parts/dialog.js';
import { icon } from '../parts/icon.js';
import { documentOf, kindOf, pathOf } from '../chains/documents.js';
import { openHelp } from './help.js';
import { PLACES } from './places.js';

const COMMANDS = [
  ...PLACES.map(place => ({
    mark: place.mark,
    text: `Go to ${place.name}`,
    keys: `g ${place.letter}`,
    go: () => navigate(href(place.path)),
  })),
  { mark: 'plus', text: 'Propose an adjustment', go: () => navigate(href('/adjustments/new')) },
  { mark: 'moon', text: 'Switch light or dark', go: switchTheme },
  { mark: 'info', text: 'Show keyboard', keys: '?', go: openHelp },
  { mark: 'out', text: 'Sign out', go: () => session.signOut().then(() => navigate('/login')) },
];

const opened = text => {
  const found = documentOf(text);
  if (!found) return null;
  const { name, mark } = kindOf(found.type);
  return { mark, text: `Open ${name.toLowerCase()} ${found.id}`, go: () => navigate(pathOf(found.type, found.id)) };
};

/** Search and commands in one place: documents by number, customers and items by name, screens, theme. */
export function openPalette() {
  let text = '';
  let at = 0;
  let found = [];
  let running = null;

  const hits = () => {
    const commands = COMMANDS.filter(each => each.text.toLowerCase().includes(text.toLowerCase()));
    const document = opened(text);
    return [...(document ? [document] : []), ...found, ...commands];
  };

  const look = async handle => {
    running?.abort();
    if (text.trim().length < 2) {
      found = [];
      return handle.update();
    }
    running = new AbortController();
    try {
      const items = await get('/items', { query: text.trim(), limit: 5 }, running);
      found = (items.items ?? []).map(item => ({
        mark: 'box',
        text: `${item.item} ${item.name}`,
        keys: 'item',
        go: () => navigate(href(`/items/${encodeURIComponent(item.item)}`)),
      }));
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      found = [];
    }
    handle.update();
  };

  const choose = (handle, hit) => {
    handle.close();
    hit?.go();
  };

  const onKey = (event, handle) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      at = Math.max(0, Math.min(hits().length - 1, at + step));
      handle.update();
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      choose(handle, hits()[at]);
    }
  };

  openDialog(
    handle => {
      const list = hits();
      at = Math.min(at, Math.max(0, list.length - 1));
      return html`
        <input
          data-first
          aria-label="Search or command"
          placeholder="Any document number, an item or a command"
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant=${list.length ? `hit-${at}` : ''}
          autocomplete="off"
          .value=${text}
          @input=${event => {
            text = event.target.value;
            at = 0;
            handle.update();
            look(handle);
          }}
        />
        <ul id="palette-list" role="listbox" aria-label="Results">
          ${list.map(
            (hit, index) =>
              html`<li role="option" id="hit-${index}" aria-selected=${index === at} @click=${() => choose(handle, hit)}>
                ${icon(hit.mark)}<span class="trunc">${hit.text}</span>
                <span class="k">${hit.keys ? html`<kbd>${hit.keys}</kbd>` : ''}</span>
              </li>`,
          )}
        </ul>
        ${list.length ? '' : html`<p class="muted none">Nothing matches. Try a document number such as SO-1042.</p>`}
      `;
    },
    { label: 'Search and commands', className: 'palette', onKey },
  );
}
