import type { InboxState } from '../../api/contract.ts';
import { formatDayAndTime } from '../text/format.ts';
import { Visible } from '../text/visible.tsx';

type Letter = InboxState['dead'][number];

interface Props {
  letters: readonly Letter[];
  selected: ReadonlySet<string>;
  /** Absent in read-only mode. */
  onSelect: ((selected: ReadonlySet<string>) => void) | undefined;
}

export function DeadTable({ letters, selected, onSelect }: Props) {
  const isAll = letters.every(({ id }) => selected.has(id));
  function toggle(id: string): void {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect?.(next);
  }
  return (
    <div class="table">
      <table>
        <thead>
          <tr>
            {onSelect && (
              <th class="select">
                <input
                  type="checkbox"
                  aria-label="Select all dead letters"
                  checked={isAll}
                  indeterminate={!isAll && selected.size > 0}
                  onChange={() => onSelect(new Set(isAll ? [] : letters.map(({ id }) => id)))}
                />
              </th>
            )}
            <th>Time</th>
            <th>Type</th>
            <th>Summary</th>
            <th>Error</th>
            <th class="number">Attempts</th>
          </tr>
        </thead>
        <tbody>
          {letters.map(({ id, at, type, summary, error, attempts }) => (
            <tr key={id} data-selected={selected.has(id)}>
              {onSelect && (
                <td class="select">
                  <input
                    type="checkbox"
                    aria-label={`Select the dead letter ${id}`}
                    checked={selected.has(id)}
                    onChange={() => toggle(id)}
                  />
                </td>
              )}
              <td data-label="Time">{at && formatDayAndTime(at)}</td>
              <td data-label="Type">{type && <Visible text={type} />}</td>
              <td data-label="Summary" class="wide">
                <Visible text={summary ?? id} oneLine />
              </td>
              <td data-label="Error" class="wide">
                <Visible text={error ?? ''} />
              </td>
              <td data-label="Attempts" class="number">
                {attempts}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
