import { wrapAnsi } from 'fast-wrap-ansi';

/**
 * Breaks lines at the width. Lines that fit keep their indentation.
 *
 * @param indent The columns before each line but the first one.
 */
export function wrap(text: string, width: number, indent = 0): string {
  const lines = text.split('\n');
  const fits = (line: string) => line.length <= width - indent;
  return lines
    .map((line) => (fits(line) ? line : wrapAnsi(line, width - indent, { hard: true })))
    .join('\n')
    .replaceAll('\n', `\n${' '.repeat(indent)}`);
}
