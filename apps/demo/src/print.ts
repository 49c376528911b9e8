import colors from 'picocolors';

export interface Row {
  came: string;
  verified: boolean | undefined;
  content: string;
  outcome: string;
  status: number | string;
  milliseconds: number | undefined;
}

const WIDTHS = [27, 9, 49, 11, 7, 5] as const;
const HEAD = ['what came', 'verified', 'typed content', 'outcome', 'status', 'ms'] as const;

type Paint = (text: string) => string;
const plain: Paint = (text) => text;

export function printHead(): void {
  console.log(colors.bold(line(HEAD, [])));
  console.log(colors.dim('─'.repeat(WIDTHS.reduce((sum, width) => sum + width + 1, 0))));
}

/** Printed as it happens, so each line stands for itself. */
export function printRow({ came, verified, content, outcome, status, milliseconds }: Row): void {
  const good = typeof status === 'number' && status < 300;
  const paint = good ? colors.green : status === 500 ? colors.yellow : colors.red;
  const proof = verified === undefined ? '' : verified ? 'yes' : 'no';
  const cells = [came, proof, content, outcome, String(status), milliseconds?.toFixed(0) ?? ''];
  console.log(
    line(cells, [plain, verified === false ? colors.red : colors.green, colors.cyan, paint, paint, colors.dim]),
  );
}

function line(cells: readonly string[], paints: readonly Paint[]): string {
  return cells
    .map((cell, index) => (paints[index] ?? plain)(fit(cell, WIDTHS[index] as number)))
    .join(' ')
    .trimEnd();
}

function fit(text: string, width: number): string {
  const characters = [...text];
  return characters.length > width
    ? `${characters.slice(0, width - 1).join('')}…`
    : text + ' '.repeat(width - characters.length);
}

export function say(text: string): void {
  console.log(text);
}
