/**
 * Draws `bench/results/*.json` as pictures in `docs/performance`, and writes their tables into `docs/performance.md`, between
 * `<!-- results: name -->` and `<!-- end -->`. `npx -y pnpm@10.34.9 bench:plot`
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { drawCharts } from './plots/draw-chart.ts';
import { type Chart, readResults } from './plots/read-results.ts';

const DOCS = new URL('../docs/', import.meta.url);
const PAGE = new URL('performance.md', DOCS);
const isOurs = (name: string): boolean => /^(@?vzaps|T\d)/i.test(name);

function writeTable(charts: readonly Chart[], about: string): string {
  const names = [...new Set(charts.flatMap(({ bars }) => bars.map(({ name }) => name)))];
  const cells = (name: string) =>
    charts.map(({ bars }) => {
      const speed = bars.find((bar) => bar.name === name)?.speed;
      return speed ? `${speed.median.toFixed(2)} (${speed.q1.toFixed(2)}–${speed.q3.toFixed(2)})` : '–';
    });
  const heads = charts.map(({ title, baseline }) => `${title}, ${baseline} = 1`);
  return [
    `| | ${heads.join(' | ')} |`,
    `|${'---|'.repeat(charts.length + 1)}`,
    ...names.map((name) => `| ${name} | ${cells(name).join(' | ')} |`),
    '',
    `${about}. Quartiles in brackets.`,
  ].join('\n');
}

const page = readFileSync(PAGE, 'utf8').replace(
  /<!-- results: (\w+) -->[\s\S]*?<!-- end -->/g,
  (section, name: string) => {
    const found = readResults(name);
    if (!found) return section;
    writeFileSync(new URL(`performance/${name}.svg`, DOCS), drawCharts(found.charts, isOurs));
    return `<!-- results: ${name} -->\n${writeTable(found.charts, found.about)}\n<!-- end -->`;
  },
);
writeFileSync(PAGE, page);
