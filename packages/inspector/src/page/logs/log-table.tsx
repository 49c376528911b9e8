import { useState } from 'preact/hooks';
import type { LogPage } from '../../api/contract.ts';
import { formatDayAndTime } from '../text/format.ts';
import { Visible } from '../text/visible.tsx';
import { LogEntry } from './log-entry.tsx';
import type { EntryState } from './use-retry.ts';

type Entry = LogPage['entries'][number];

interface Props {
  instanceId: string;
  entries: readonly Entry[];
  states: ReadonlyMap<string, EntryState>;
  selected: ReadonlySet<string>;
  /** Absent in read-only mode. */
  onSelect: ((selected: ReadonlySet<string>) => void) | undefined;
}

export function LogTable({ instanceId, entries, states, selected, onSelect }: Props) {
  const [open, setOpen] = useState<string>();
  const isAll = entries.every(({ logId }) => selected.has(logId));
  return (
    <div class="table">
      <table>
        <thead>
          <tr>
            {onSelect && (
              <th class="select">
                <input
                  type="checkbox"
                  aria-label="Select all entries of this page"
                  checked={isAll}
                  indeterminate={!isAll && selected.size > 0}
                  onChange={() => onSelect(new Set(isAll ? [] : entries.map(({ logId }) => logId)))}
                />
              </th>
            )}
            <th>Time</th>
            <th>Status</th>
            <th>Type</th>
            <th>Summary</th>
            <th class="number">Attempts</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Row
              key={entry.logId}
              entry={entry}
              state={states.get(entry.logId)}
              isSelected={selected.has(entry.logId)}
              isOpen={open === entry.logId}
              onToggle={() => setOpen(open === entry.logId ? undefined : entry.logId)}
              instanceId={instanceId}
              {...(onSelect && { onSelect: () => onSelect(toggled(selected, entry.logId)) })}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  entry: Entry;
  instanceId: string;
  state: EntryState | undefined;
  isSelected: boolean;
  isOpen: boolean;
  onToggle(): void;
  onSelect?(): void;
}

function Row({ entry, instanceId, state, isSelected, isOpen, onToggle, onSelect }: RowProps) {
  const { logId, at, status, type, httpStatus, attempts, error, summary } = entry;
  const time = formatDayAndTime(at);
  return (
    <>
      <tr data-selected={isSelected}>
        {onSelect && (
          <td class="select">
            <input
              type="checkbox"
              aria-label={`Select the delivery of ${time}`}
              checked={isSelected}
              onChange={onSelect}
            />
          </td>
        )}
        <td data-label="Time">
          <button type="button" class="link" aria-expanded={isOpen} onClick={onToggle}>
            {time}
          </button>
        </td>
        <td data-label="Status">
          <span class="outcome" data-tone={status === 'success' ? 'good' : status === 'failed' ? 'bad' : 'neutral'}>
            {status}
          </span>{' '}
          {httpStatus}
          {state && <State state={state} />}
        </td>
        <td data-label="Type">{type && <Visible text={type} />}</td>
        <td data-label="Summary" class="wide">
          <Visible text={summary ?? ''} oneLine /> {error && <Visible text={error} oneLine />}
        </td>
        <td data-label="Attempts" class="number">
          {attempts}
        </td>
      </tr>
      {isOpen && (
        <tr class="expanded">
          <td colSpan={onSelect ? 6 : 5}>
            <LogEntry instanceId={instanceId} logId={logId} />
          </td>
        </tr>
      )}
    </>
  );
}

const SYMBOLS = { waiting: '…', succeeded: '✓', failed: '✗' } as const;

function State({ state: { state, error } }: { state: EntryState }) {
  return (
    <span class="retried" data-state={state} title={error}>
      <span aria-hidden="true">{SYMBOLS[state]}</span> {state === 'waiting' ? 'waits' : `retry ${state}`}
    </span>
  );
}

function toggled(selected: ReadonlySet<string>, logId: string): Set<string> {
  const next = new Set(selected);
  if (!next.delete(logId)) next.add(logId);
  return next;
}
