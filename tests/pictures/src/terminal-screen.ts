import xterm from '@xterm/headless';

/** Characters with the same look. `color` is a number of the palette. */
export interface Span {
  text: string;
  color?: number;
  isBold: boolean;
  isDim: boolean;
}

export interface Screen {
  write(data: string): void;
  lines(): Span[][];
  shows(text: string): Promise<void>;
  /** Resolves when this number of lines match. */
  hasLines(pattern: RegExp, count: number): Promise<void>;
}

/** A terminal without a window. */
export function createScreen(cols: number, rows: number): Screen {
  const terminal = new xterm.Terminal({ cols, rows, allowProposedApi: true });
  const texts = (): string[] => readLines(terminal).map((spans) => spans.map(({ text }) => text).join(''));
  const until = (isDone: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = terminal.onWriteParsed(() => {
        if (!isDone()) return;
        check.dispose();
        resolve();
      });
      terminal.write('');
    });
  return {
    write: (data) => terminal.write(data),
    lines: () => readLines(terminal),
    shows: (text) => until(() => texts().some((line) => line.includes(text))),
    hasLines: (pattern, count) => until(() => texts().filter((line) => pattern.test(line)).length >= count),
  };
}

function readLines({ buffer, rows }: xterm.Terminal): Span[][] {
  const lines: Span[][] = [];
  for (let y = 0; y < rows; y++) {
    const line = buffer.active.getLine(buffer.active.baseY + y);
    const spans: Span[] = [];
    for (let x = 0; line && x < line.length; x++) {
      const cell = line.getCell(x);
      if (!cell || cell.getWidth() === 0) continue;
      const look = {
        ...(cell.isFgPalette() && { color: cell.getFgColor() }),
        isBold: cell.isBold() !== 0,
        isDim: cell.isDim() !== 0,
      };
      const last = spans.at(-1);
      const text = cell.getChars() || ' ';
      if (last && last.color === look.color && last.isBold === look.isBold && last.isDim === look.isDim)
        last.text += text;
      else spans.push({ text, ...look });
    }
    lines.push(spans);
  }
  return lines;
}
