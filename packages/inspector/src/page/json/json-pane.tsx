import { useState } from 'preact/hooks';
import { formatNumber } from '../text/format.ts';
import { makeVisible } from '../text/visible.tsx';
import type { Origin } from './compare.ts';
import { JsonLine } from './json-line.tsx';
import type { Line } from './lines.ts';

const FIRST_LINES = 800;
const MORE_LINES = 2000;

interface Props {
  label: string;
  lines: readonly Line[];
  marks?: ReadonlyMap<string, Origin>;
  side?: 'typed' | 'raw';
  /** Hides the lines of fields that are the same on both sides. */
  onlyDifferences?: boolean;
}

/** Formatted JSON. What is long is folded. */
export function JsonPane({ label, lines, marks, side = 'raw', onlyDifferences = false }: Props) {
  const [limit, setLimit] = useState(FIRST_LINES);
  const visible = onlyDifferences
    ? lines.filter(({ path, bracket }) => bracket || marks?.get(path)?.mark !== 'same')
    : lines;
  const rest = visible.length - limit;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keyboard
    <section class="json" aria-label={label} tabIndex={0}>
      <pre>
        {visible.slice(0, limit).map((line) => (
          <JsonLine key={`${line.path}${line.bracket ?? ''}`} line={line} origin={marks?.get(line.path)} side={side} />
        ))}
      </pre>
      {rest > 0 && (
        <button type="button" class="fold" onClick={() => setLimit(limit + MORE_LINES)}>
          Show {formatNumber(Math.min(rest, MORE_LINES))} of {formatNumber(rest)} more lines
        </button>
      )}
    </section>
  );
}

/** Text in a scrollable block, such as a stack. */
export function TextBlock({ label, text }: { label: string; text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keyboard
    <section class="block" aria-label={label} tabIndex={0}>
      <pre>{makeVisible(text)}</pre>
    </section>
  );
}
