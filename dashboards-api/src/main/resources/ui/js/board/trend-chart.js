import { html } from 'lit';
import uPlot from 'uplot';
import { decimal, date } from '../format.js';
import { tokenColour } from '../theme.js';
import { Part } from '../parts/page.js';

const FONT = '11px system-ui, sans-serif';
const DAY_SECONDS = 86_400;

/** One KPI by day with its target and tolerance band behind the line. The figures stand in the table below it too. */
class TrendChart extends Part {
  static properties = { model: { attribute: false } };

  connectedCallback() {
    super.connectedCallback();
    this.redraw = () => this.#draw();
    addEventListener('themechange', this.redraw);
    this.sizes = new ResizeObserver(() => this.plot?.setSize({ width: this.clientWidth, height: 168 }));
    this.sizes.observe(this);
  }

  disconnectedCallback() {
    removeEventListener('themechange', this.redraw);
    this.sizes.disconnect();
    this.plot?.destroy();
    this.plot = null;
    super.disconnectedCallback();
  }

  render() {
    return html`<div class="plot" role="img" aria-label="Course of ${this.model.title} by day"></div>`;
  }

  updated() {
    this.#draw();
  }

  #draw() {
    const place = this.querySelector('.plot');
    if (!place) return;
    this.plot?.destroy();
    const days = this.model.trend;
    const xs = days.map(day => Date.parse(`${day.day}T12:00:00Z`) / 1000);
    const ys = this.model.sparkline;
    const known = ys.filter(value => value !== null);
    const { low, high, target } = this.model;
    const marks = [...known, ...(target === null || target === undefined ? [] : [target])];
    const spread = Math.max(...marks) - Math.min(...marks) || 1;
    const suffix = this.model.unit === 'PERCENT' || this.model.unit === 'MONEY_SHARE' ? '%' : '';
    const ink = tokenColour('ink-3');
    const line = tokenColour('line');
    this.plot = new uPlot(
      {
        width: this.clientWidth || 600,
        height: 168,
        cursor: { points: { size: 7 } },
        legend: { show: false },
        scales: { y: { range: [Math.min(...marks) - spread * 0.12, Math.max(...marks) + spread * 0.12] } },
        axes: [
          {
            stroke: ink,
            grid: { show: false },
            ticks: { stroke: line },
            font: FONT,
            space: 70,
            size: 26,
            incrs: [1, 2, 3, 7, 14, 30].map(n => n * DAY_SECONDS),
            values: (_, at) => at.map(second => date(new Date(second * 1000).toISOString().slice(0, 10))),
          },
          {
            stroke: ink,
            grid: { stroke: line, width: 1 },
            ticks: { show: false },
            font: FONT,
            size: 52,
            values: (_, at) => at.map(value => decimal(value.toFixed(2), 1) + suffix),
          },
        ],
        series: [{}, { stroke: tokenColour('series'), width: 1.75, spanGaps: false, points: { show: days.length < 3 } }],
        hooks: { drawClear: [plot => low !== null && low !== undefined && drawBand(plot, { low, high, target, ink })] },
      },
      [xs, ys],
      place,
    );
  }
}

function drawBand(plot, { low, high, target, ink }) {
  const { ctx, bbox } = plot;
  const clamp = y => Math.max(bbox.top, Math.min(bbox.top + bbox.height, y));
  const top = clamp(plot.valToPos(high, 'y', true));
  const bottom = clamp(plot.valToPos(low, 'y', true));
  ctx.save();
  ctx.fillStyle = tokenColour('band');
  ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
  if (target !== null && target !== undefined) {
    const y = plot.valToPos(target, 'y', true);
    ctx.strokeStyle = tokenColour('band-line');
    ctx.setLineDash([4, 4]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.fillStyle = ink;
    ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
    ctx.textAlign = 'right';
    ctx.fillText(`target ${decimal(String(target), 2)}`, bbox.left + bbox.width - 6, y - 5 * devicePixelRatio);
  }
  ctx.restore();
}

customElements.define('sp-trend-chart', TrendChart);
