import { html, svg } from 'lit';

const WIDTH = 112;
const HEIGHT = 34;

/** The last weeks of a value with its band and target; a day without activity is a gap, never a zero. */
export function spark(values, { low, high, target, tone = '', off = false } = {}) {
  const known = values.filter(value => value !== null);
  if (known.length < 2) return html`<span class="spark"></span>`;
  const scale = [...known, target ?? known[0]];
  const min = Math.min(...scale);
  const max = Math.max(...scale);
  const clamp = value => Math.max(2, Math.min(HEIGHT - 2, value));
  const y = value => clamp(4 + (HEIGHT - 8) * (1 - (value - min) / (max - min || 1)));
  const x = index => 1 + (index * (WIDTH - 8)) / (values.length - 1);
  const last = values.findLastIndex(value => value !== null);
  return html`<svg class="spark ${off ? 'off' : ''}" width=${WIDTH} height=${HEIGHT} viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
    ${
      low === undefined || low === null
        ? ''
        : svg`<rect class="b" x="0" width=${WIDTH} y=${y(high)} height=${Math.max(2, y(low) - y(high))} />`
    }
    ${target === undefined || target === null ? '' : svg`<line class="t" x1="0" x2=${WIDTH} y1=${y(target)} y2=${y(target)} />`}
    ${runs(values).map(run => svg`<polyline class="l" points=${run.map(index => `${x(index).toFixed(1)},${y(values[index]).toFixed(1)}`).join(' ')} />`)}
    ${off ? '' : endMark(x(last), y(values[last]), tone)}
  </svg>`;
}

const endMark = (x, y, tone) =>
  tone
    ? svg`<rect class="d ${tone}" x="-4" y="-4" width="8" height="8" transform="translate(${x} ${y}) rotate(45)" />`
    : svg`<circle class="d" cx=${x} cy=${y} r="3.5" />`;

/** Stretches of days that follow each other with a value. */
function runs(values) {
  const all = [];
  values.forEach((value, index) => {
    if (value === null) return;
    if (index > 0 && values[index - 1] !== null) all.at(-1).push(index);
    else all.push([index]);
  });
  return all;
}
