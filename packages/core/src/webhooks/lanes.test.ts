import { describe, expect, it } from 'vitest';
import { createLanes, type Turn } from './lanes.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Enters, and notes when the turn comes. */
function entering(log: string[], lanes: ReturnType<typeof createLanes>, lane: string | undefined, name: string): Turn {
  const turn = lanes.enter(lane);
  if (!turn) throw new Error(`${name} was turned away`);
  Promise.resolve(turn.come).then(() => log.push(name));
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

  it('turn away who would wait behind too many', async () => {
    const lanes = createLanes(1, 1);
    const turn = lanes.enter('a');
    expect(lanes.enter('b')).toBeDefined();
    expect(lanes.enter('c')).toBeUndefined();
    turn?.leave();
    turn?.leave();
    expect(lanes.enter('c')).toBeDefined();
    expect(lanes.enter('d')).toBeUndefined();
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
});
