import { expect, it } from 'vitest';
import { createProcessGate } from './process-gate.ts';

/** Work that ends when the test says so. */
function createWork() {
  let end: () => void = () => {};
  let hasStarted = false;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const work = (): Promise<void> => {
    hasStarted = true;
    return ended;
  };
  return { work, end, hasStarted: () => hasStarted };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('A process gate runs work beside other work, and lets work that runs alone wait for all of it', async () => {
  const gate = createProcessGate();
  const [one, two, alone, later] = [createWork(), createWork(), createWork(), createWork()];
  const all = [
    gate.runBeside(one.work),
    gate.runBeside(two.work),
    gate.runAlone(alone.work),
    gate.runBeside(later.work),
  ];
  await turn();
  expect([one, two, alone, later].map(({ hasStarted }) => hasStarted())).toEqual([true, true, false, false]);
  expect(gate.isAwaited).toBe(true);
  one.end();
  two.end();
  await turn();
  expect([alone, later].map(({ hasStarted }) => hasStarted())).toEqual([true, false]);
  alone.end();
  later.end();
  await Promise.all(all);
  expect(gate.isAwaited).toBe(false);
});

it('A process gate admits work that waits between two runs alone', async () => {
  const gate = createProcessGate();
  const order: string[] = [];
  const record = (name: string) => async () => {
    order.push(name);
    await turn();
  };
  await Promise.all([
    gate.runAlone(record('alone 1')),
    gate.runBeside(record('beside')),
    gate.runAlone(record('alone 2')),
  ]);
  expect(order).toEqual(['alone 1', 'beside', 'alone 2']);
});

it('A process gate continues after work that rejects', async () => {
  const gate = createProcessGate();
  await expect(gate.runAlone(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await gate.runBeside(async () => 'next')).toBe('next');
});
