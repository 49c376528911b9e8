import type { EventRecord } from '../../api/contract.ts';
import { formatMilliseconds, formatTime, titleOf } from '../text/format.ts';
import { Outcome, toneOf } from '../text/outcome.tsx';
import { Visible } from '../text/visible.tsx';

interface Props {
  record: EventRecord;
  top: number;
  position: number;
  total: number;
  isActive: boolean;
  isOpen: boolean;
  onOpen(): void;
}

/** One event. Screen readers use the order of the elements. The grid has another one. */
export function EventRow({ record, top, position, total, isActive, isOpen, onOpen }: Props) {
  const { id, outcome, status, milliseconds, at, summary, from, fromMe, reason, source } = record;
  const sender = fromMe ? 'You' : from;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the focus and handles the keys
    <div
      id={`event-${id}`}
      class={isActive ? 'row active' : 'row'}
      role="option"
      tabIndex={-1}
      aria-selected={isOpen}
      data-tone={toneOf(outcome)}
      aria-posinset={position}
      aria-setsize={total}
      style={{ top: `${top}px` }}
      onClick={onOpen}
    >
      <span class="what">
        <Visible text={titleOf(record)} oneLine />
        {source === 'replay' && <span class="source">replay</span>}
      </span>
      <Outcome outcome={outcome} />
      <span class="summary" dir="auto">
        {sender && (
          <b>
            <Visible text={sender} oneLine />
          </b>
        )}
        {sender && summary ? ': ' : ''}
        <Visible text={summary} oneLine />
        {reason && (
          <span class="reason">
            {sender || summary ? ' – ' : ''}
            <Visible text={reason} oneLine />
          </span>
        )}
      </span>
      <time class="when" dateTime={at}>
        {formatTime(at)}
      </time>
      <span class="took">
        <span>{status}</span> <span>{formatMilliseconds(milliseconds)}</span>
      </span>
    </div>
  );
}
