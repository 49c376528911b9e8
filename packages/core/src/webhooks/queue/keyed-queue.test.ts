import { describe, expect, it, vi } from 'vitest';
import { createWaitingRoom } from './backlog.ts';
import { createLanes as lanesOf, type Turn } from './keyed-queue.ts';
import { createSlots } from './semaphore.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));
const createLanes = (maxConcurrency: number, maxWaiting: number, maxBytes = 1_000) =>
  lanesOf({ maxConcurrency, room: createWaitingRoom(maxWaiting, maxBytes), turnMs: 1_000 });

/** Enters, and notes when the turn comes. */
function entering(log: string[], lanes: ReturnType<typeof createLanes>, lane: string | undefined, name: string): Turn {
  const turn = lanes.enter(lane, 1);
  if (!turn) throw new Error(`${name} was turned away`);
  Promise.resolve(turn.waits ? turn.come() : true).then((came) => log.push(came ? name : `not ${name}`));
  return turn;
}

describe('lanes', () => {
  it('let one after the other through, in the order of their calls', async () => {
    const lanes = createLanes(10, 10);
    const log: string[] = [];
    const turns = ['a', 'b', 'c'].map((name) => entering(log, lanes, 'lane', name));
    await settle();
    expect(log).toEqual(['a']);
    turns[0]?.leave();
    await settle();
    expect(log).toEqual(['a', 'b']);
    turns[1]?.leave();
    await settle();
    expect(log).toEqual(['a', 'b', 'c']);
  });

  it('run side by side, and so does what has no lane', async () => {
    const lanes = createLanes(10, 10);
    const log: string[] = [];
    for (const [lane, name] of [
      ['one', 'a'],
      ['two', 'b'],
      [undefined, 'c'],
      [undefined, 'd'],
    ] as const)
      entering(log, lanes, lane, name);
    await settle();
    expect(log.sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('let nobody overtake when one in the middle leaves early', async () => {
    const lanes = createLanes(10, 10);
    const log: string[] = [];
    const [a, b] = ['a', 'b', 'c'].map((name) => entering(log, lanes, 'lane', name));
    b?.leave();
    await settle();
    expect(log).toEqual(['a']);
    a?.leave();
    await settle();
    expect(log).toContain('c');
  });

  it('let no more than the limit through at once, over all lanes', async () => {
    const lanes = createLanes(2, 10);
    const log: string[] = [];
    const turns = ['a', 'b', 'c', 'd'].map((name) => entering(log, lanes, name, name));
    await settle();
    expect(log).toEqual(['a', 'b']);
    turns[1]?.leave();
    await settle();
    expect(log).toEqual(['a', 'b', 'c']);
    turns[0]?.leave();
    turns[2]?.leave();
    await settle();
    expect(log).toEqual(['a', 'b', 'c', 'd']);
  });

  it('turn away who would wait behind too many events, and nobody else', () => {
    const lanes = createLanes(2, 1);
    const turn = lanes.enter('a', 1);
    expect(lanes.enter('a', 1)?.waits).toBe(true);
    expect(lanes.enter('a', 1)).toBeUndefined();
    expect(lanes.enter('b', 1)?.waits).toBe(false);
    expect(lanes.enter('c', 1)).toBeUndefined();
    turn?.leave();
    turn?.leave();
    expect(lanes.enter('c', 1)?.waits).toBe(false);
  });

  it('turn away who would wait behind too many bytes, but let one that is larger than the bound wait alone', () => {
    const lanes = createLanes(10, 10, 100);
    lanes.enter('a', 100);
    const large = lanes.enter('a', 200);
    expect(large?.waits).toBe(true);
    expect(lanes.enter('a', 1)).toBeUndefined();
    large?.leave();
    expect(lanes.enter('a', 60)?.waits).toBe(true);
    expect(lanes.enter('a', 60)).toBeUndefined();
    expect(lanes.enter('b', 1_000)?.waits).toBe(false);
  });

  it('count who waits until the turn has come or they leave', async () => {
    const lanes = createLanes(10, 1);
    const first = lanes.enter('a', 1);
    const second = lanes.enter('a', 1);
    const come = second?.come();
    expect(lanes.enter('a', 1)).toBeUndefined();
    first?.leave();
    expect(await come).toBe(true);
    expect(lanes.enter('a', 1)).toBeDefined();
  });

  it('begin anew behind the last one inside when the tail leaves early', async () => {
    const lanes = createLanes(10, 10);
    const log: string[] = [];
    const [a, b] = ['a', 'b'].map((name) => entering(log, lanes, 'lane', name));
    b?.leave();
    const c = entering(log, lanes, 'lane', 'c');
    await settle();
    expect(log).toEqual(['a']);
    a?.leave();
    await settle();
    expect(log).toContain('c');
    c.leave();
    expect(lanes.enter('lane', 1)?.waits).toBe(false);
  });
});

describe('a turn', () => {
  it('is waited for as long as those before may take, and no longer', async () => {
    vi.useFakeTimers();
    const lanes = createLanes(10, 10);
    const log: string[] = [];
    for (const name of ['a', 'b', 'c']) entering(log, lanes, 'lane', name);
    await vi.advanceTimersByTimeAsync(2_999);
    expect(log).toEqual(['a', 'not b']);
    await vi.advanceTimersByTimeAsync(1);
    expect(log).toEqual(['a', 'not b', 'not c']);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('cannot be waited for any longer once the room closes', async () => {
    const room = createWaitingRoom(10, 10);
    const lanes = lanesOf({ maxConcurrency: 10, room, turnMs: 1_000 });
    lanes.enter('a', 1);
    const come = lanes.enter('a', 1)?.come();
    room.close();
    expect(await come).toBe(false);
    expect(lanes.enter('a', 1)).toBeUndefined();
    expect(lanes.enter('b', 1)?.waits).toBe(false);
  });
});

describe('a slot', () => {
  it('goes to the next when who waited for it leaves before', async () => {
    const lanes = createLanes(1, 10);
    const log: string[] = [];
    const [a, b, c] = ['a', 'b', 'c', 'd'].map((name) => entering(log, lanes, name, name));
    await settle();
    b?.leave();
    await settle();
    expect(log).toEqual(['a']);
    a?.leave();
    await settle();
    expect(log).toEqual(['a', 'c']);
    c?.leave();
    await settle();
    expect(log).toEqual(['a', 'c', 'd']);
  });

  it('cannot be waited for where requests do not wake each other, whereas a lane can', async () => {
    const room = createWaitingRoom(10, 10);
    const lanes = lanesOf({ maxConcurrency: 1, room, turnMs: 1_000, slots: createSlots(1, false) });
    const log: string[] = [];
    const a = entering(log, lanes, 'lane', 'a');
    entering(log, lanes, 'lane', 'b');
    entering(log, lanes, 'other', 'c');
    await settle();
    expect(log).toEqual(['a', 'not c']);
    a.leave();
    await settle();
    expect(log).toEqual(['a', 'not c', 'b']);
  });
});
