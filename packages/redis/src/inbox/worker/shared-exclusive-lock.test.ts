import { expect, it } from 'vitest';
import { createSharedExclusiveLock } from './shared-exclusive-lock.ts';

/** A task that ends when the test calls `end`. */
function createTask() {
  let end: () => void = () => {};
  let hasStarted = false;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const task = (): Promise<void> => {
    hasStarted = true;
    return ended;
  };
  return { task, end, hasStarted: () => hasStarted };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('The lock runs shared tasks at the same time, and an exclusive task after all of them ended', async () => {
  const lock = createSharedExclusiveLock();
  const [one, two, exclusive, later] = [createTask(), createTask(), createTask(), createTask()];
  const all = [
    lock.runShared(one.task),
    lock.runShared(two.task),
    lock.runExclusive(exclusive.task),
    lock.runShared(later.task),
  ];
  await turn();
  expect([one, two, exclusive, later].map(({ hasStarted }) => hasStarted())).toEqual([true, true, false, false]);
  expect(lock.hasWaiters).toBe(true);
  one.end();
  two.end();
  await turn();
  expect([exclusive, later].map(({ hasStarted }) => hasStarted())).toEqual([true, false]);
  exclusive.end();
  later.end();
  await Promise.all(all);
  expect(lock.hasWaiters).toBe(false);
});

it('The lock runs a waiting shared task between two exclusive tasks', async () => {
  const lock = createSharedExclusiveLock();
  const order: string[] = [];
  const record = (name: string) => async () => {
    order.push(name);
    await turn();
  };
  await Promise.all([
    lock.runExclusive(record('exclusive 1')),
    lock.runShared(record('shared')),
    lock.runExclusive(record('exclusive 2')),
  ]);
  expect(order).toEqual(['exclusive 1', 'shared', 'exclusive 2']);
});

it('The lock runs the next task after a task rejects', async () => {
  const lock = createSharedExclusiveLock();
  await expect(lock.runExclusive(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await lock.runShared(async () => 'next')).toBe('next');
});
