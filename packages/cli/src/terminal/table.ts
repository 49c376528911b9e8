import Table from 'cli-table3';
import type { Terminal } from './terminal.ts';

const EDGES = ['top', 'bottom', 'left', 'right', 'mid'].flatMap((edge) => [edge, `${edge}-mid`]);
const CORNERS = ['top', 'bottom'].flatMap((edge) => [`${edge}-left`, `${edge}-right`]);
const NO_BORDERS = Object.fromEntries([...EDGES, ...CORNERS].map((name) => [name, '']));
const GAP = 2;

/** Formats rows as columns without borders. The last column is cut where the row would exceed the width of the screen. */
export function formatTable(terminal: Terminal, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)) + GAP);
  const others = widths.slice(0, -1).reduce((sum, width) => sum + width, 0);
  widths[widths.length - 1] = Math.max(8, Math.min(widths.at(-1) ?? 0, terminal.width - others));
  const table = new Table({
    chars: { ...NO_BORDERS, middle: '' },
    style: { 'padding-left': 0, 'padding-right': GAP, head: [], border: [] },
    colWidths: widths,
  });
  table.push(
    head.map((title) => terminal.colors.bold(title)),
    ...rows.map((row) => [...row]),
  );
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Formats pairs of a name and a value, one in a line. */
export function formatPairs({ colors }: Terminal, pairs: readonly (readonly [string, string])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${colors.dim(name.padEnd(width))}  ${value}`).join('\n');
}
