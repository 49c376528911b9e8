import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { planTraffic } from '../traffic/plan.ts';
import type { PlannedEvent } from '../traffic/plan-types.ts';
import { type CheckOptions, checkEventLog } from './check-log.ts';
import type { LogLine } from './line.ts';

const { events } = planTraffic(createRandom(7), { deliveries: 2_000, conversations: 60 });
const isCompleteFirst = ({ copies }: PlannedEvent): boolean => copies !== 'partial only' && copies !== 'complete late';

/** The log of a correct receiver that handles one event after the other. */
function createCorrectLog(): LogLine[] {
  return events.flatMap((event, index): LogLine[] => {
    const line = {
      id: event.id,
      pid: 1,
      complete: isCompleteFirst(event),
      position: index,
      from: index * 10,
      to: index * 10 + 4,
    };
    const failed = event.fails === 'never' ? [] : [{ ...line, step: 'failed' as const, attempt: 1 }];
    const done = { ...line, step: 'done' as const, from: line.from + 5, to: line.to + 5, attempt: failed.length + 1 };
    return [...failed, done, { ...done, step: 'ended' }, { ...done, step: 'settled' }];
  });
}

/** Returns the findings that are not empty. */
const check = (log: LogLine[], options: Partial<CheckOptions> = {}) =>
  Object.fromEntries(
    Object.entries(checkEventLog({ events, log, exclusive: 'everywhere', ...options })).filter(
      ([, list]) => list.length > 0,
    ),
  );

/** Returns the `done` line of the first event that matches. */
function findDone(log: LogLine[], wanted: (event: PlannedEvent) => boolean): LogLine {
  const id = events.find(wanted)?.id;
  const line = log.find((each) => each.step === 'done' && each.id === id);
  if (!line) throw new Error('No event matches.');
  return line;
}

/** Returns the `wanted` lines of two events of one conversation whose order is known. */
function findNeighbours(log: LogLine[], wanted: 'done' | 'ended'): [LogLine, LogLine] {
  const ordered = events.filter(
    (event) => event.conversation.pace !== 'concurrent' && event.copies === 'complete only',
  );
  const first = ordered.find((one) => ordered.some((each) => each !== one && each.conversation === one.conversation));
  const ids = ordered.filter(({ conversation }) => conversation === first?.conversation).map(({ id }) => id);
  return [0, 1].map((index) => log.find(({ step, id }) => step === wanted && id === ids[index])) as [LogLine, LogLine];
}

describe('checkEventLog', () => {
  it('finds nothing in the log of a correct receiver', () => {
    expect(check(createCorrectLog())).toEqual({});
  });

  it('finds an event that was lost', () => {
    const log = createCorrectLog();
    const { id } = findDone(log, ({ fails }) => fails === 'never');
    expect(check(log.filter((line) => line.id !== id))).toEqual({ lost: [id] });
  });

  it('finds an event that failed and was not attempted again', () => {
    const log = createCorrectLog();
    const { id } = findDone(log, ({ fails }) => fails === 'after');
    expect(check(log.filter((line) => line.id !== id || line.step === 'failed'))).toEqual({ lost: [id] });
  });

  it('finds an event that was handled twice, by one process or by two', () => {
    for (const pid of [1, 2]) {
      const log = createCorrectLog();
      const done = findDone(log, ({ copies }) => copies === 'complete only');
      const again = { ...done, pid, from: done.to, to: done.to + 1 };
      expect(check([...log, again])).toEqual({ repeated: [done.id] });
    }
  });

  it('finds an event that failed more than once, or did not fail although it should', () => {
    const log = createCorrectLog();
    const failed = log.find(({ step }) => step === 'failed') as LogLine;
    const before = { ...failed, from: failed.from - 1, to: failed.from };
    expect(check([...log, before])).toEqual({ wrongAttempts: [failed.id] });
    expect(check(log.filter((line) => line !== failed))).toEqual({ wrongAttempts: [failed.id] });
  });

  it('finds a partial copy that was handled in place of its complete copy', () => {
    const log = createCorrectLog();
    const done = findDone(log, ({ copies }) => copies === 'both');
    done.complete = false;
    expect(check(log)).toEqual({ wrongCopy: [done.id] });
  });

  it('finds an event that was never sent', () => {
    const log = createCorrectLog();
    const unknown = { ...findDone(log, () => true), id: 'other instance|message' };
    expect(check([...log, unknown])).toEqual({ unknown: ['other instance|message'] });
  });

  it('finds an event that was handled before an earlier one', () => {
    const log = createCorrectLog();
    const [one, other] = findNeighbours(log, 'done');
    [one.from, other.from] = [other.from, one.from];
    [one.to, other.to] = [other.to, one.to];
    expect(check(log)).toEqual({ outOfOrder: [one.id] });
    expect(check(log, { unordered: new Set([one.position]) })).toEqual({});
  });

  it('finds two events of a conversation that were handled at once, in one process or in several', () => {
    const log = createCorrectLog();
    const [one, other] = findNeighbours(log, 'ended');
    one.to = other.from + 1;
    expect(check(log)).toMatchObject({ overlapping: [other.id] });
    other.pid = 2;
    expect(check(log)).toMatchObject({ overlapping: expect.arrayContaining([other.id]) });
    expect(check(log, { exclusive: 'one process' })).not.toMatchObject({
      overlapping: expect.arrayContaining([other.id]),
    });
  });

  it('allows a repeated event only when the first process was killed before it settled the event', () => {
    const log = createCorrectLog();
    const done = findDone(log, ({ copies }) => copies === 'complete only');
    const again = { ...done, pid: 2, from: done.to, to: done.to + 1 };
    const killed = new Set([1]);
    expect(check([...log, again], { killed })).toEqual({ repeated: [done.id] });
    const unsettled = log.filter(({ step, id }) => step !== 'settled' || id !== done.id);
    expect(check([...unsettled, again], { killed })).toEqual({ allowedRepeats: [done.id] });
    expect(check([...unsettled, again], { killed: new Set([2]) })).toEqual({ repeated: [done.id] });
  });

  it('allows a repeated event only if Redis was not available, or the process was paused, while the event was handled', () => {
    const log = createCorrectLog();
    const done = findDone(log, ({ copies }) => copies === 'complete only');
    const again = { ...done, pid: 2, from: done.to, to: done.to + 1 };
    const atThatTime = { from: done.from, to: done.to };
    const later = { from: again.to + 1, to: again.to + 1 };
    expect(check([...log, again], { outages: [atThatTime] })).toEqual({ allowedRepeats: [done.id] });
    expect(check([...log, again], { outages: [later] })).toEqual({ repeated: [done.id] });
    const paused = (pid: number, when: typeof later): LogLine => ({ ...done, step: 'paused', id: '', pid, ...when });
    expect(check([...log, again, paused(1, atThatTime)])).toEqual({ allowedRepeats: [done.id] });
    expect(check([...log, again, paused(1, later)])).toEqual({ repeated: [done.id] });
    expect(check([...log, again, paused(3, atThatTime)])).toEqual({ repeated: [done.id] });
  });

  it('allows a handled partial copy only when its complete copy was not accepted at once', () => {
    const log = createCorrectLog();
    const done = findDone(log, ({ copies }) => copies === 'both');
    const changed = log.map((line) => (line.id === done.id ? { ...line, complete: false } : line));
    expect(check(changed)).toEqual({ wrongCopy: [done.id] });
    expect(check(changed, { delayed: new Set([done.id]) })).toEqual({});
  });
});
