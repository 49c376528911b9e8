import { useMemo, useState } from 'preact/hooks';
import type { EventDetail } from '../../api/contract.ts';
import { type Comparison, compare, type Mark } from '../json/compare.ts';
import { JsonPane } from '../json/json-pane.tsx';
import { toLines } from '../json/lines.ts';
import { count, formatBytes } from '../text/format.ts';
import { CopyButton } from './copy.tsx';

interface Props {
  detail: EventDetail;
  path: string;
}

/** The typed event and the delivery, side by side. The lines show how each field got into the event. */
export function Difference({ detail, path }: Props) {
  const { event, raw, tooLarge } = detail;
  const [onlyDifferences, setOnlyDifferences] = useState(false);
  const typedLines = useMemo(() => (event === undefined ? [] : toLines(event)), [event]);
  const rawLines = useMemo(() => (raw === undefined ? [] : toLines(raw)), [raw]);
  const isComparable = event !== undefined && raw !== undefined;
  const comparison = useMemo(
    () => (isComparable ? compare(typedLines, rawLines) : undefined),
    [typedLines, rawLines, isComparable],
  );
  if (tooLarge)
    return (
      <p class="note">
        This event has {formatBytes(tooLarge.bytes)}, which is more than the inspector keeps of one event.
      </p>
    );
  if (event === undefined && raw === undefined)
    return <p class="note">Neither the body nor the URL of this delivery was kept.</p>;
  return (
    <section class="difference">
      <header>
        <h3>Event and delivery</h3>
        {comparison && <Legend comparison={comparison} />}
        {comparison && (
          <label class="check">
            <input
              type="checkbox"
              checked={onlyDifferences}
              onChange={({ currentTarget }) => setOnlyDifferences(currentTarget.checked)}
            />
            Only differences
          </label>
        )}
      </header>
      <div class="panes">
        {event !== undefined && (
          <div class="pane">
            <header>
              <h4>Typed event</h4>
              <CopyButton label="Copy JSON" name="typed event" path={`${path}/event`} />
            </header>
            <JsonPane
              label="Typed event"
              lines={typedLines}
              side="typed"
              onlyDifferences={onlyDifferences}
              {...(comparison && { marks: comparison.typed })}
            />
          </div>
        )}
        {raw !== undefined && (
          <div class="pane">
            <header>
              <h4>Raw delivery</h4>
              <CopyButton label="Copy JSON" name="raw delivery" path={`${path}/raw`} />
            </header>
            <JsonPane
              label="Raw delivery"
              lines={rawLines}
              side="raw"
              onlyDifferences={onlyDifferences}
              {...(comparison && { marks: comparison.raw })}
            />
          </div>
        )}
      </div>
    </section>
  );
}

const NAMES: readonly (readonly [Mark, string])[] = [
  ['same', 'same'],
  ['renamed', 'renamed'],
  ['derived', 'derived'],
  ['dropped', 'only in the delivery'],
];

function Legend({ comparison }: { comparison: Comparison }) {
  const origins = [
    ...comparison.typed.values(),
    ...[...comparison.raw.values()].filter(({ mark }) => mark === 'dropped'),
  ];
  return (
    <ul class="legend" aria-label={count(origins.length, 'field')}>
      {NAMES.map(([mark, name]) => (
        <li key={mark} data-mark={mark}>
          {origins.filter((origin) => origin.mark === mark).length} {name}
        </li>
      ))}
    </ul>
  );
}
