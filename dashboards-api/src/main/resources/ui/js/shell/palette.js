import { html } from 'lit';
import { get } from '../api.js';
import { href, navigate } from '../router.js';
import { session } from '../session.js';
import { switchTheme } from '../theme.js';
import { openDialog } from '../parts/dialog.js';
import { icon } from '../parts/icon.js';
import { openHelp } from './help.js';

const COMMANDS = [
  { mark: 'board', text: 'Go to KPI board', keys: 'g d', go: () => navigate(href('/board')) },
  { mark: 'queue', text: 'Go to exceptions', keys: 'g q', go: () => navigate(href('/queue')) },
  { mark: 'order', text: 'Go to orders', keys: 'g o', go: () => navigate(href('/orders')) },
  { mark: 'adjust', text: 'Go to adjustments', keys: 'g a', go: () => navigate(href('/adjustments')) },
  { mark: 'plus', text: 'Propose an adjustment', go: () => navigate(href('/adjustments/new')) },
  { mark: 'moon', text: 'Switch light or dark', go: switchTheme },
  { mark: 'info', text: 'Show keyboard', keys: '?', go: openHelp },
  { mark: 'out', text: 'Sign out', go: () => session.signOut().then(() => navigate('/login')) },
];

const documentOf = text => {
  if (/^SO-/i.test(text))
    return {
      mark: 'order',
      text: `Open order ${text.toUpperCase()}`,
      go: () => navigate(href(`/orders/${encodeURIComponent(text.toUpperCase())}`)),
    };
  if (/^EX-/i.test(text))
    return {
      mark: 'queue',
      text: `Open exception ${text}`,
      go: () => navigate(href('/queue', { tab: 'all', id: `EX-${text.slice(3).toLowerCase()}` })),
    };
  if (/^ADJ-/i.test(text))
    return {
      mark: 'adjust',
      text: `Open adjustment ${text.toUpperCase()}`,
      go: () => navigate(href('/adjustments', { id: text.toUpperCase(), state: 'all' })),
    };
  return null;
};

/** Search and commands in one place: documents by number, customers and items by name, screens, theme. */
export function openPalette() {
  let text = '';
  let at = 0;
  let found = [];
  let running = null;

  const hits = () => {
    const commands = COMMANDS.filter(each => each.text.toLowerCase().includes(text.toLowerCase()));
    const document = documentOf(text.trim());
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
        keys: 'adjust',
        go: () => navigate(href('/adjustments/new', { item: item.item })),
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
          placeholder="Order, exception, adjustment, item or command"
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
