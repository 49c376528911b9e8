import type { Chart } from './read-results.ts';

const WIDTH = 720;
const LABEL_WIDTH = 220;
const VALUE_WIDTH = 100;
const BAR_HEIGHT = 18;
const GAP = 6;
const HEAD = 34;

/** Readable in the light and in the dark theme of the page that shows the picture. */
const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600 }
  .value { fill: #59636e }
  .bar { fill: #8c959f }
  .ours { fill: #1a7f37 }
  .quartiles, .line { stroke: #1f2328 }
  .line { stroke-dasharray: 3 3; opacity: 0.5 }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc }
    .value { fill: #9198a1 }
    .bar { fill: #6e7681 }
    .ours { fill: #3fb950 }
    .quartiles, .line { stroke: #f0f6fc }
  }`;

/** Draws charts below each other. A bar shows the median speed relative to the baseline. Its thin line shows the quartiles. */
export function drawCharts(charts: readonly Chart[], isOurs: (name: string) => boolean): string {
  const parts: string[] = [];
  let y = 0;
  for (const chart of charts) {
    parts.push(drawChart(chart, y, isOurs));
    y += HEAD + chart.bars.length * (BAR_HEIGHT + GAP) + 16;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" role="img">\n<title>${escapeText(charts.map(({ title }) => title).join(', '))}</title>\n<style>${STYLE}</style>\n${parts.join('\n')}\n</svg>\n`;
}

function drawChart({ title, baseline, bars }: Chart, top: number, isOurs: (name: string) => boolean): string {
  const largest = Math.max(1, ...bars.map(({ speed }) => speed.median));
  const scale = (WIDTH - LABEL_WIDTH - VALUE_WIDTH) / largest;
  const at = (value: number) => round(LABEL_WIDTH + Math.min(value, largest) * scale);
  const lines = bars.map(({ name, speed }, index) => {
    const y = top + HEAD + index * (BAR_HEIGHT + GAP);
    const middle = y + BAR_HEIGHT / 2;
    return [
      `<text x="${LABEL_WIDTH - 8}" y="${middle + 4}" text-anchor="end">${escapeText(name)}</text>`,
      `<rect class="bar${isOurs(name) ? ' ours' : ''}" x="${LABEL_WIDTH}" y="${y}" width="${round(at(speed.median) - LABEL_WIDTH)}" height="${BAR_HEIGHT}" rx="2"/>`,
      `<line class="quartiles" x1="${at(speed.q1)}" x2="${at(speed.q3)}" y1="${middle}" y2="${middle}"/>`,
      `<text class="value" x="${round(Math.max(at(speed.median), at(speed.q3)) + 8)}" y="${middle + 4}">${speed.median.toFixed(2)} ×</text>`,
    ].join('');
  });
  const bottom = top + HEAD + bars.length * (BAR_HEIGHT + GAP);
  return [
    `<text class="title" x="0" y="${top + 20}">${escapeText(`${title}: speed, ${baseline} = 1`)}</text>`,
    ...lines,
    `<line class="line" x1="${at(1)}" x2="${at(1)}" y1="${top + HEAD - 4}" y2="${bottom}"/>`,
  ].join('\n');
}

const round = (value: number): number => Math.round(value * 10) / 10;

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
