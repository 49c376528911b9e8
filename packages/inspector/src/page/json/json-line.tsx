import { useState } from 'preact/hooks';
import { formatNumber } from '../text/format.ts';
import { makeVisible, Visible } from '../text/visible.tsx';
import type { Mark, Origin } from './compare.ts';
import type { Line } from './lines.ts';

const LONG_TEXT = 300;
const SHOWN_OF_LONG = 120;

interface Props {
  line: Line;
  origin: Origin | undefined;
  side: 'typed' | 'raw';
}

export function JsonLine({ line, origin, side }: Props) {
  const { depth, key, leaf, bracket, comma } = line;
  const mark = leaf ? origin?.mark : undefined;
  return (
    <span class="json-line" data-mark={mark === 'same' ? undefined : mark} style={{ '--indent': String(depth * 2) }}>
      {'  '.repeat(depth)}
      {key !== undefined && (
        <>
          <span class="json-key">{makeVisible(JSON.stringify(key))}</span>:{' '}
        </>
      )}
      {leaf && <Value leaf={leaf} />}
      {bracket}
      {comma && ','}
      {origin && mark && mark !== 'same' && <Hint mark={mark} other={origin.other} side={side} />}
      {'\n'}
    </span>
  );
}

function Value({ leaf }: { leaf: NonNullable<Line['leaf']> }) {
  const { value, isEmpty } = leaf;
  if (isEmpty) return <>{value}</>;
  if (typeof value === 'string') return <Text text={value} />;
  return <span class={typeof value === 'number' ? 'json-number' : 'json-word'}>{String(value)}</span>;
}

function Text({ text }: { text: string }) {
  const [isFolded, setFolded] = useState(text.length > LONG_TEXT);
  const shown = isFolded ? text.slice(0, SHOWN_OF_LONG) : text;
  const json = JSON.stringify(shown);
  return (
    <>
      <span class="json-text">{makeVisible(isFolded ? json.slice(0, -1) : json)}</span>
      {isFolded && (
        <button type="button" class="fold" onClick={() => setFolded(false)}>
          … {formatNumber(text.length - SHOWN_OF_LONG)} more characters
        </button>
      )}
    </>
  );
}

const SYMBOLS = { typed: '←', raw: '→' } as const;

/** Where the value comes from or goes to. */
function Hint({ mark, other, side }: { mark: Mark; other: string | undefined; side: 'typed' | 'raw' }) {
  if (mark === 'dropped') return <span class="sr"> only in the delivery</span>;
  const preposition = side === 'typed' ? 'from' : 'to';
  return (
    <span class="hint">
      <span class="sr">
        {mark}
        {other && ` ${preposition} `}
      </span>
      <span aria-hidden="true">{other ? `${SYMBOLS[side]} ` : 'computed'}</span>
      {other && <Visible text={other} />}
    </span>
  );
}
