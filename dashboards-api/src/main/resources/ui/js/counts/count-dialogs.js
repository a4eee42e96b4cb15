import { html } from 'lit';
import { get, post } from '../api.js';
import { session } from '../session.js';
import { formDialog } from '../parts/form-dialog.js';
import { toast } from '../parts/toast.js';

/** Opens a blind count of bins: an item brings all bins it stands in. Nobody sees what the book has. */
export async function startCount() {
  let site = session.site || session.sites[0]?.site;
  let lines = [];
  const items = (await get('/items', { limit: 200 })).items;

  const add = async handle => {
    const input = handle.element.querySelector('#count-item');
    const item = input.value.trim();
    if (!item) return;
    const rows = (await get('/stock', { site, item })).items;
    const found = rows.flatMap(row => row.bins.map(bin => ({ item: row.item, bin: bin.bin })));
    if (!found.length) return toast(`${item} stands in no bin of ${session.siteName(site)}.`);
    const known = new Set(lines.map(line => `${line.item} ${line.bin}`));
    lines = [...lines, ...found.filter(line => !known.has(`${line.item} ${line.bin}`))];
    input.value = '';
    handle.update();
    input.focus();
  };

  return formDialog({
    heading: 'Start a count',
    button: 'Start count',
    body: (wrong, handle) => html`
      <div class="form-row">
        <div class="field">
          <label for="site">Site</label>
          <select
            id="site"
            name="site"
            @change=${event => {
              site = event.target.value;
              lines = [];
              handle.update();
            }}
          >
            ${session.sites.map(each => html`<option value=${each.site} ?selected=${each.site === site}>${each.name}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="kind">Kind</label>
          <select id="kind" name="kind">
            <option value="PLANNED">Planned</option>
            <option value="OPPORTUNISTIC">As occasion arose</option>
          </select>
        </div>
      </div>
      <div class="field">
        <label for="count-item">Item</label>
        <div class="row">
          <input
            id="count-item"
            list="count-items"
            data-first
            autocomplete="off"
            aria-invalid=${Boolean(wrong.lines)}
            aria-describedby="count-item-hint"
            @keydown=${event => {
              if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
              event.preventDefault();
              add(handle);
            }}
          /><button class="btn big" type="button" @click=${() => add(handle)}>Add its bins</button>
        </div>
        <datalist id="count-items">${items.map(item => html`<option value=${item.item}>${item.name}</option>`)}</datalist>
        <span class="hint ${wrong.lines ? 'bad' : ''}" id="count-item-hint">${wrong.lines ?? 'Enter adds every bin the item stands in.'}</span>
      </div>
      ${
        lines.length
          ? html`<table>
              <tbody>
                ${lines.map(
                  line =>
                    html`<tr>
                      <td class="strong">${line.item}</td>
                      <td>${line.bin}</td>
                      <td class="r">
                        <button
                          class="btn quiet"
                          type="button"
                          aria-label="Take ${line.item} in ${line.bin} out"
                          @click=${() => {
                            lines = lines.filter(each => each !== line);
                            handle.update();
                          }}
                        >
                          Take out
                        </button>
                      </td>
                    </tr>`,
                )}
              </tbody>
            </table>`
          : ''
      }
    `,
    read: fields => ({
      wrong: lines.length ? {} : { lines: 'Add at least one item.' },
      body: { site: fields.get('site'), countType: fields.get('kind'), lines },
    }),
    send: (options, body) => post('/counts', body, options),
    done: answer => `${answer.count} started.`,
  });
}

export const completeCount = sheet =>
  formDialog({
    heading: `Complete ${sheet.count}`,
    button: 'Complete count',
    body: () =>
      html`<p>
        What differs from the book becomes an adjustment: within tolerance it posts at once, above it another person approves. The sheet opens
        with book and count afterwards.
      </p>`,
    send: options => post(`/counts/${encodeURIComponent(sheet.count)}/complete`, {}, { ...options, version: sheet.version }),
    done: answer => {
      const differing = answer.lines.filter(line => line.adjustment).length;
      return `${answer.count} completed, ${differing ? `${differing} ${differing === 1 ? 'line differs' : 'lines differ'}` : 'everything as in the book'}.`;
    },
  });
