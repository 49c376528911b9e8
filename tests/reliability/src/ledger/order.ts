import type { PlannedEvent } from '../traffic/plan-types.ts';
import type { Alone } from './judge.ts';
import type { Line } from './line.ts';

type Planned = ReadonlyMap<string, PlannedEvent>;

/** Events that were handled after one that came later, where the order in which bodies were read is known. */
export function overtakings(done: readonly Line[], planned: Planned, astray: ReadonlySet<number>): string[] {
  // A partial copy takes its place only when its twin has not come.
  const known = done.filter(({ id, complete, place }) => planned.has(id) && complete && !astray.has(place));
  return lanesOf(known, ({ id }) => planned.get(id)?.conversation.id).flatMap((lane) => {
    let furthest = 0;
    return lane.flatMap(({ id, place }) => {
      if (place < furthest) return [id];
      furthest = place;
      return [];
    });
  });
}

/** Events that were handled while another of their conversation was. */
export function overlaps(ledger: readonly Line[], planned: Planned, alone: Alone): string[] {
  const worked = ledger.filter(({ what, id }) => (what === 'ended' || what === 'failed') && planned.has(id));
  const laneOf = ({ id, pid }: Line): string =>
    `${planned.get(id)?.conversation.id} ${alone === 'everywhere' ? '' : pid}`;
  return lanesOf(worked, laneOf).flatMap((lane) => {
    let free = 0;
    return lane.flatMap(({ id, from, to }) => {
      const early = from < free;
      free = Math.max(free, to);
      return early ? [id] : [];
    });
  });
}

/** Lines by conversation, in the order in which handlers started. */
function lanesOf(lines: readonly Line[], laneOf: (line: Line) => string | undefined): Line[][] {
  const lanes = new Map<string, Line[]>();
  for (const line of [...lines].sort((one, other) => one.from - other.from)) {
    const lane = laneOf(line) ?? '';
    lanes.set(lane, [...(lanes.get(lane) ?? []), line]);
  }
  return [...lanes.values()];
}
