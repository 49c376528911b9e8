import type { PlannedEvent } from '../traffic/plan-types.ts';
import type { LogLine } from './line.ts';
import { type ExclusiveScope, findOutOfOrder, findOverlaps } from './order.ts';

/** A period on the clock of the event log. */
export interface Outage {
  from: number;
  to: number;
}

export interface CheckOptions {
  /** Every event that was delivered and answered with 2xx. */
  events: readonly PlannedEvent[];
  log: readonly LogLine[];
  exclusive: ExclusiveScope;
  /** Positions of deliveries whose order is not known. Default none. */
  unordered?: ReadonlySet<number>;
  /** Processes that were killed. Events that they were handling may be handled again. Default none. */
  killed?: ReadonlySet<number>;
  /** The periods in which Redis was not available. Events that were handled in them may be handled again. Default none. */
  outages?: readonly Outage[];
  /** Events whose complete copy was not accepted at once. Their partial copy may be handled meanwhile. Default none. */
  delayed?: ReadonlySet<string>;
}

/** Lists of event ids. In a correct run, every list except `allowedRepeats` is empty. */
export interface Findings {
  lost: string[];
  /** Handled again although the first time was complete. */
  repeated: string[];
  /** Handled again because, before `complete`, a process was killed or paused, or Redis was not available. */
  allowedRepeats: string[];
  /** The failures of a handler were not followed by exactly one more attempt. */
  wrongAttempts: string[];
  /** The partial copy was handled although the complete copy was there. */
  wrongCopy: string[];
  /** In the log but never sent. */
  unknown: string[];
  outOfOrder: string[];
  overlapping: string[];
}

/** Compares the event log with what was sent. */
export function checkEventLog({
  events,
  log,
  exclusive,
  unordered = new Set(),
  killed = new Set(),
  outages = [],
  delayed = new Set(),
}: CheckOptions): Findings {
  const planned = new Map(events.map((event) => [event.id, event]));
  const settledAt = new Map(log.flatMap(({ step, id, pid, to }) => (step === 'settled' ? [[`${pid} ${id}`, to]] : [])));
  const pauses = log.filter(({ step }) => step === 'paused');
  // Whether the process was paused between the start of the handler and the end of the receiver's work. Another process
  // may have handled the event meanwhile.
  const wasPaused = ({ step, id, pid, from, to }: LogLine): boolean => {
    const end = step === 'done' ? (settledAt.get(`${pid} ${id}`) ?? Number.POSITIVE_INFINITY) : to;
    return pauses.some((pause) => pause.pid === pid && from <= pause.to && end >= pause.from);
  };
  const steady = log.filter((line) => !wasPaused(line));
  const done = groupByEvent(log, 'done');
  const failed = groupByEvent(log, 'failed');
  const steadilyFailed = groupByEvent(steady, 'failed');
  const steadilyDone = groupByEvent(steady, 'done');
  const wasInterrupted = ({ id, pid, to }: LogLine): boolean =>
    (killed.has(pid) && !settledAt.has(`${pid} ${id}`)) ||
    outages.some((outage) => to >= outage.from && to <= outage.to);

  const handledAgain = [...done].flatMap(([id, lines]) => (lines.length > 1 ? [id] : []));
  const isAllowed = (id: string): boolean => (steadilyDone.get(id) ?? []).slice(0, -1).every(wasInterrupted);
  const countUninterrupted = (lines: readonly LogLine[] = []): number =>
    lines.filter((line) => !wasInterrupted(line)).length;
  /** A process that is killed during the attempt that should fail does not log the failure. */
  const neverFailed = (id: string, fails: PlannedEvent['fails']): boolean =>
    fails !== 'never' && !failed.has(id) && killed.size === 0;
  const hasWrongAttempts = ({ id, fails }: PlannedEvent): boolean =>
    countUninterrupted(steadilyFailed.get(id)) > (fails === 'never' ? 0 : 1) || neverFailed(id, fails);
  const hasWrongCopy = ({ id, copies }: PlannedEvent): boolean =>
    copies === 'both' && !delayed.has(id) && (done.get(id) ?? []).some(({ complete }) => !complete);
  const idsOf = (list: readonly PlannedEvent[]): string[] => list.map(({ id }) => id);
  return {
    lost: idsOf(events.filter(({ id }) => !done.has(id))),
    repeated: handledAgain.filter((id) => !isAllowed(id)),
    allowedRepeats: handledAgain.filter(isAllowed),
    wrongAttempts: idsOf(events.filter(hasWrongAttempts)),
    wrongCopy: idsOf(events.filter(hasWrongCopy)),
    unknown: [...done.keys()].filter((id) => !planned.has(id)),
    outOfOrder: findOutOfOrder([...steadilyDone.values()].flat(), planned, unordered),
    overlapping: findOverlaps(steady, planned, exclusive),
  };
}

function groupByEvent(log: readonly LogLine[], wanted: LogLine['step']): Map<string, LogLine[]> {
  const groups = new Map<string, LogLine[]>();
  for (const line of log) {
    if (line.step !== wanted) continue;
    const group = groups.get(line.id);
    if (group) group.push(line);
    else groups.set(line.id, [line]);
  }
  return groups;
}
