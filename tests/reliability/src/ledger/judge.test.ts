import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { planTraffic } from '../traffic/plan.ts';
import type { PlannedEvent } from '../traffic/plan-types.ts';
import { type JudgeOptions, judge } from './judge.ts';
import type { Line } from './line.ts';

const { events } = planTraffic(createRandom(7), { deliveries: 2_000, conversations: 60 });
const complete = ({ copies }: PlannedEvent): boolean => copies !== 'hidden' && copies !== 'late';

/** What a perfect receiver's handlers would write: one event after the other. */
function perfect(): Line[] {
  return events.flatMap((event, index): Line[] => {
    const line = {
      id: event.id,
      pid: 1,
      complete: complete(event),
      place: index,
      from: index * 10,
      to: index * 10 + 4,
    };
    const failed = event.fails === 'never' ? [] : [{ ...line, what: 'failed' as const, attempt: 1 }];
    const done = { ...line, what: 'done' as const, from: line.from + 5, to: line.to + 5, attempt: failed.length + 1 };
    return [...failed, done, { ...done, what: 'ended' }, { ...done, what: 'settled' }];
  });
}

const faultsOf = (ledger: Line[], options: Partial<JudgeOptions> = {}) =>
  Object.fromEntries(
    Object.entries(judge({ events, ledger, alone: 'everywhere', ...options })).filter(([, list]) => list.length > 0),
  );

/** The done line of the first event of that kind. */
function doneOf(ledger: Line[], wanted: (event: PlannedEvent) => boolean): Line {
  const id = events.find(wanted)?.id;
  const line = ledger.find((each) => each.what === 'done' && each.id === id);
  if (!line) throw new Error('There is no such event.');
  return line;
}

/** Such lines of two events of one conversation whose order is known. */
function neighbours(ledger: Line[], wanted: 'done' | 'ended'): [Line, Line] {
  const inOrder = events.filter((event) => event.conversation.pace !== 'firing' && event.copies === 'one');
  const first = inOrder.find((one) => inOrder.some((each) => each !== one && each.conversation === one.conversation));
  const ids = inOrder.filter(({ conversation }) => conversation === first?.conversation).map(({ id }) => id);
  return [0, 1].map((index) => ledger.find(({ what, id }) => what === wanted && id === ids[index])) as [Line, Line];
}

describe('the judge of a ledger', () => {
  it('finds nothing in that of a perfect receiver', () => {
    expect(faultsOf(perfect())).toEqual({});
  });

  it('sees an event that was lost', () => {
    const ledger = perfect();
    const { id } = doneOf(ledger, ({ fails }) => fails === 'never');
    expect(faultsOf(ledger.filter((line) => line.id !== id))).toEqual({ lost: [id] });
  });

  it('sees an event that was tried, failed, and forgotten', () => {
    const ledger = perfect();
    const { id } = doneOf(ledger, ({ fails }) => fails === 'after');
    expect(faultsOf(ledger.filter((line) => line.id !== id || line.what === 'failed'))).toEqual({ lost: [id] });
  });

  it('sees an event that was handled twice, by one process or by two', () => {
    for (const pid of [1, 2]) {
      const ledger = perfect();
      const done = doneOf(ledger, ({ copies }) => copies === 'one');
      const again = { ...done, pid, from: done.to, to: done.to + 1 };
      expect(faultsOf([...ledger, again])).toEqual({ doubled: [done.id] });
    }
  });

  it('sees that an event failed once too often, or never', () => {
    const ledger = perfect();
    const failed = ledger.find(({ what }) => what === 'failed') as Line;
    const before = { ...failed, from: failed.from - 1, to: failed.from };
    expect(faultsOf([...ledger, before])).toEqual({ misfired: [failed.id] });
    expect(faultsOf(ledger.filter((line) => line !== failed))).toEqual({ misfired: [failed.id] });
  });

  it('sees a partial copy that was handled in place of its complete twin', () => {
    const ledger = perfect();
    const done = doneOf(ledger, ({ copies }) => copies === 'twins');
    done.complete = false;
    expect(faultsOf(ledger)).toEqual({ mistaken: [done.id] });
  });

  it('sees an event under a key that nobody sent, such as that of the other instance', () => {
    const ledger = perfect();
    const stranger = { ...doneOf(ledger, () => true), id: 'other|key' };
    expect(faultsOf([...ledger, stranger])).toEqual({ strange: ['other|key'] });
  });

  it('sees an event that was handled before one that had come earlier', () => {
    const ledger = perfect();
    const [one, other] = neighbours(ledger, 'done');
    [one.from, other.from] = [other.from, one.from];
    [one.to, other.to] = [other.to, one.to];
    expect(faultsOf(ledger)).toEqual({ outOfOrder: [one.id] });
    expect(faultsOf(ledger, { astray: new Set([one.place]) })).toEqual({});
  });

  it('sees two events of a conversation that were handled at once, in one process or wherever they were', () => {
    const ledger = perfect();
    const [one, other] = neighbours(ledger, 'ended');
    one.to = other.from + 1;
    expect(faultsOf(ledger)).toMatchObject({ overlapping: [other.id] });
    other.pid = 2;
    expect(faultsOf(ledger)).toMatchObject({ overlapping: expect.arrayContaining([other.id]) });
    expect(faultsOf(ledger, { alone: 'in a process' })).not.toMatchObject({
      overlapping: expect.arrayContaining([other.id]),
    });
  });

  it('excuses what was handled twice only where the first process was killed before it settled', () => {
    const ledger = perfect();
    const done = doneOf(ledger, ({ copies }) => copies === 'one');
    const again = { ...done, pid: 2, from: done.to, to: done.to + 1 };
    const killed = new Set([1]);
    expect(faultsOf([...ledger, again], { killed })).toEqual({ doubled: [done.id] });
    const unsettled = ledger.filter(({ what, id }) => what !== 'settled' || id !== done.id);
    expect(faultsOf([...unsettled, again], { killed })).toEqual({ excused: [done.id] });
    expect(faultsOf([...unsettled, again], { killed: new Set([2]) })).toEqual({ doubled: [done.id] });
  });

  it('excuses what was handled twice only where claims could not be kept, or the process stood still, meanwhile', () => {
    const ledger = perfect();
    const done = doneOf(ledger, ({ copies }) => copies === 'one');
    const again = { ...done, pid: 2, from: done.to, to: done.to + 1 };
    const [meanwhile, later] = [
      { from: done.from, to: done.to },
      { from: again.to + 1, to: again.to + 1 },
    ];
    expect(faultsOf([...ledger, again], { outages: [meanwhile] })).toEqual({ excused: [done.id] });
    expect(faultsOf([...ledger, again], { outages: [later] })).toEqual({ doubled: [done.id] });
    const stalled = (pid: number, when: typeof meanwhile): Line => ({ ...done, what: 'stalled', id: '', pid, ...when });
    expect(faultsOf([...ledger, again, stalled(1, meanwhile)])).toEqual({ excused: [done.id] });
    expect(faultsOf([...ledger, again, stalled(1, later)])).toEqual({ doubled: [done.id] });
    expect(faultsOf([...ledger, again, stalled(3, meanwhile)])).toEqual({ doubled: [done.id] });
  });

  it('lets a partial copy be handled only where its complete one was not taken at once', () => {
    const ledger = perfect();
    const done = doneOf(ledger, ({ copies }) => copies === 'twins');
    const mistaken = ledger.map((line) => (line.id === done.id ? { ...line, complete: false } : line));
    expect(faultsOf(mistaken)).toEqual({ mistaken: [done.id] });
    expect(faultsOf(mistaken, { delayed: new Set([done.id]) })).toEqual({});
  });
});
