import getTruncatedWidth from 'fast-string-truncated-width';

/** Cuts a line that is wider than the screen. Colors take no width, and some characters take two columns. */
export function truncate(line: string, width: number): string {
  const { index, ellipsed } = getTruncatedWidth(line, { limit: width, ellipsis: '…' });
  // Without the reset, a color would go on in the next line.
  return ellipsed ? `${line.slice(0, index)}…${line.includes('\u001b[') ? '\u001b[0m' : ''}` : line;
}
