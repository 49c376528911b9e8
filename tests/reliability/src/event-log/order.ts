import type { PlannedEvent } from '../traffic/plan-types.ts';
import type { LogLine } from './line.ts';

/** The processes in which two events of one conversation must not be handled at once: each one by itself, or all. */
export type ExclusiveScope = 'one process' | 'everywhere';

type PlannedEvents = ReadonlyMap<string, PlannedEvent>;

/** Returns the events that were handled after a later one of their conversation, where the order of the bodies is known. */
export function findOutOfOrder(
  done: readonly LogLine[],
  planned: PlannedEvents,
  unordered: ReadonlySet<number>,
): string[] {
  // A partial copy takes its position only when its wait ends.
  const known = done.filter(({ id, complete, position }) => planned.has(id) && complete && !unordered.has(position));
  return groupLines(known, ({ id }) => planned.get(id)?.conversation.id).flatMap((lines) => {
    let last = 0;
    return lines.flatMap(({ id, position }) => {
      if (position < last) return [id];
      last = position;
      return [];
    });
  });
}

/** Returns the events that were handled while another event of their conversation was handled. */
export function findOverlaps(lines: readonly LogLine[], planned: PlannedEvents, scope: ExclusiveScope): string[] {
  const finished = lines.filter(({ step, id }) => (step === 'ended' || step === 'failed') && planned.has(id));
  const groupOf = ({ id, pid }: LogLine): string =>
    `${planned.get(id)?.conversation.id} ${scope === 'everywhere' ? '' : pid}`;
  return groupLines(finished, groupOf).flatMap((group) => {
    let freeAt = 0;
    return group.flatMap(({ id, from, to }) => {
      const overlaps = from < freeAt;
      freeAt = Math.max(freeAt, to);
      return overlaps ? [id] : [];
    });
  });
}

/** Groups lines, each group in the order in which the handlers started. */
function groupLines(lines: readonly LogLine[], groupOf: (line: LogLine) => string | undefined): LogLine[][] {
  const groups = new Map<string, LogLine[]>();
  for (const line of [...lines].sort((one, other) => one.from - other.from)) {
    const name = groupOf(line) ?? '';
    groups.set(name, [...(groups.get(name) ?? []), line]);
  }
  return [...groups.values()];
}
