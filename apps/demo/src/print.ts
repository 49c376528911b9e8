import Table from 'cli-table3';
import colors from 'picocolors';

/** One delivery in the table. */
export interface Row {
  label: string;
  isVerified: boolean;
  content: string;
  outcome: string;
  status: number;
  milliseconds: number | undefined;
}

const HEAD = ['what came', 'verified', 'typed content', 'outcome', 'status', 'ms'];
/** With one space between the columns, a row has 80 columns. */
const WIDTHS = [19, 8, 28, 10, 6, 4];

const EDGES = ['top', 'bottom', 'left', 'right', 'mid'].flatMap((edge) => [edge, `${edge}-mid`]);
const CORNERS = ['top', 'bottom'].flatMap((edge) => [`${edge}-left`, `${edge}-right`]);
const NO_BORDERS = Object.fromEntries([...EDGES, ...CORNERS].map((name) => [name, '']));

export function print(text: string): void {
  console.log(text);
}

export function printHead(): void {
  print(formatRow(HEAD.map((title) => colors.bold(title))));
  print(colors.dim('─'.repeat(80)));
}

/** Prints one row as soon as its delivery ended. Therefore each row is a table of its own. */
export function printRow({ label, isVerified, content, outcome, status, milliseconds }: Row): void {
  const paint = status < 300 ? colors.green : status === 500 ? colors.yellow : colors.red;
  print(
    formatRow([
      label,
      isVerified ? colors.green('yes') : colors.red('no'),
      colors.cyan(content),
      paint(outcome),
      paint(String(status)),
      colors.dim(milliseconds?.toFixed(0) ?? ''),
    ]),
  );
}

function formatRow(cells: string[]): string {
  const table = new Table({
    chars: { ...NO_BORDERS, middle: ' ' },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colWidths: WIDTHS,
  });
  table.push(cells);
  return table.toString().trimEnd();
}
