import type { PlannedEvent } from '../traffic/plan-types.ts';
import type { Line } from './line.ts';
import { overlaps, overtakings } from './order.ts';

/** Whether events of one conversation keep off each other within a process, or wherever they are handled. */
export type Alone = 'in a process' | 'everywhere';

/** Of the clock of the ledger's lines. */
export interface Outage {
  from: number;
  to: number;
}

export interface JudgeOptions {
  /** Every event that was delivered and answered with 2xx. */
  events: readonly PlannedEvent[];
  ledger: readonly Line[];
  alone: Alone;
  /** Places of deliveries whose order nobody knows. Default none. */
  astray?: ReadonlySet<number>;
  /** Processes that were killed: what they were handling may be handled again. Default none. */
  killed?: ReadonlySet<number>;
  /** When claims could not be kept: what was handled then may be handled again. Default never. */
  outages?: readonly Outage[];
  /** Events whose complete copy was not taken at once: a partial one may be handled meanwhile. Default none. */
  delayed?: ReadonlySet<string>;
}

/** Each list names events by their id; a good run leaves all of them empty. */
export interface Verdict {
  lost: string[];
  /** Handled again, although the first time was complete. */
  doubled: string[];
  /** A handler's failure that was not followed by exactly one more try, or one too many. */
  misfired: string[];
  /** A partial copy was handled although its complete twin was there. */
  mistaken: string[];
  /** In the ledger, but never sent. */
  strange: string[];
  outOfOrder: string[];
  overlapping: string[];
}

export interface Judgement extends Verdict {
  /** Handled again, because a process was killed or stood still, or claims could not be kept, before `complete`. */
  excused: string[];
}

/** Compares what handlers wrote with what was sent. */
export function judge({
  events,
  ledger,
  alone,
  astray = new Set(),
  killed = new Set(),
  outages = [],
  delayed = new Set(),
}: JudgeOptions): Judgement {
  const planned = new Map(events.map((event) => [event.id, event]));
  const settled = new Map(
    ledger.flatMap(({ what, id, pid, to }) => (what === 'settled' ? [[`${pid} ${id}`, to]] : [])),
  );
  const stalls = ledger.filter(({ what }) => what === 'stalled');
  // From its beginning until the receiver was done with it. Another process may have handled it meanwhile.
  const stoodStill = ({ what, id, pid, from, to }: Line): boolean => {
    const end = what === 'done' ? (settled.get(`${pid} ${id}`) ?? Number.POSITIVE_INFINITY) : to;
    return stalls.some((stall) => stall.pid === pid && from <= stall.to && end >= stall.from);
  };
  const steady = ledger.filter((line) => !stoodStill(line));
  const done = linesOf(ledger, 'done');
  const failed = linesOf(ledger, 'failed');
  const steadilyFailed = linesOf(steady, 'failed');
  const steadilyDone = linesOf(steady, 'done');
  const cutShort = ({ id, pid, to }: Line): boolean =>
    (killed.has(pid) && !settled.has(`${pid} ${id}`)) || outages.some((outage) => to >= outage.from && to <= outage.to);

  const again = [...done].flatMap(([id, lines]) => (lines.length > 1 ? [id] : []));
  const isExcused = (id: string): boolean => (steadilyDone.get(id) ?? []).slice(0, -1).every(cutShort);
  const times = (lines: readonly Line[] = []): number => lines.filter((line) => !cutShort(line)).length;
  return {
    lost: events.filter(({ id }) => !done.has(id)).map(({ id }) => id),
    doubled: again.filter((id) => !isExcused(id)),
    excused: again.filter(isExcused),
    misfired: events
      .filter(({ id, fails }) => times(steadilyFailed.get(id)) > (fails === 'never' ? 0 : 1) || unfailed(id, fails))
      .map(({ id }) => id),
    mistaken: events
      .filter(
        ({ id, copies }) => copies === 'twins' && !delayed.has(id) && done.get(id)?.some(({ complete }) => !complete),
      )
      .map(({ id }) => id),
    strange: [...done.keys()].filter((id) => !planned.has(id)),
    outOfOrder: overtakings([...steadilyDone.values()].flat(), planned, astray),
    overlapping: overlaps(steady, planned, alone),
  };

  /** A process that is killed in the middle of the try that was to fail does not write it down. */
  function unfailed(id: string, fails: PlannedEvent['fails']): boolean {
    return fails !== 'never' && !failed.has(id) && killed.size === 0;
  }
}

/** By the event. */
function linesOf(ledger: readonly Line[], wanted: Line['what']): Map<string, Line[]> {
  const groups = new Map<string, Line[]>();
  for (const line of ledger) {
    if (line.what !== wanted) continue;
    const group = groups.get(line.id);
    if (group) group.push(line);
    else groups.set(line.id, [line]);
  }
  return groups;
}
