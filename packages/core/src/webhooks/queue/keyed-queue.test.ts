import { describe, expect, it, vi } from 'vitest';
import { createBacklog } from './backlog.ts';
import { createKeyedQueue, type Job, type KeyedQueue } from './keyed-queue.ts';
import { createSemaphore } from './semaphore.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));
const queueOf = (maxConcurrency: number, maxWaiting: number, maxBytes = 1_000) =>
  createKeyedQueue({ maxConcurrency, backlog: createBacklog(maxWaiting, maxBytes), jobTimeoutMs: 1_000 });

/** Appends a job, and writes its name to the log when it may start (or `not …` when it may not). */
function append(log: string[], queue: KeyedQueue, key: string | undefined, name: string): Job {
  const job = queue.append(key, 1);
  if (!job) throw new Error(`${name} was rejected`);
  Promise.resolve(job.mustWait ? job.waitUntilNext() : true).then((isNext) => log.push(isNext ? name : `not ${name}`));
  return job;
}

describe('a keyed queue', () => {
  it('runs the jobs of one key one after the other, in the order in which they were appended', async () => {
    const queue = queueOf(10, 10);
    const log: string[] = [];
    const jobs = ['a', 'b', 'c'].map((name) => append(log, queue, 'key', name));
    await settle();
    expect(log).toEqual(['a']);
    jobs[0]?.markDone();
    await settle();
    expect(log).toEqual(['a', 'b']);
    jobs[1]?.markDone();
    await settle();
    expect(log).toEqual(['a', 'b', 'c']);
  });

  it('runs jobs of different keys, and jobs without a key, side by side', async () => {
    const queue = queueOf(10, 10);
    const log: string[] = [];
    for (const [key, name] of [
      ['one', 'a'],
      ['two', 'b'],
      [undefined, 'c'],
      [undefined, 'd'],
    ] as const)
      append(log, queue, key, name);
    await settle();
    expect(log.sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps the order when a job in the middle leaves early', async () => {
    const queue = queueOf(10, 10);
    const log: string[] = [];
    const [a, b] = ['a', 'b', 'c'].map((name) => append(log, queue, 'key', name));
    b?.markDone();
    await settle();
    expect(log).toEqual(['a']);
    a?.markDone();
    await settle();
    expect(log).toContain('c');
  });

  it('runs at most maxConcurrency jobs at the same time, over all keys', async () => {
    const queue = queueOf(2, 10);
    const log: string[] = [];
    const jobs = ['a', 'b', 'c', 'd'].map((name) => append(log, queue, name, name));
    await settle();
    expect(log).toEqual(['a', 'b']);
    jobs[1]?.markDone();
    await settle();
    expect(log).toEqual(['a', 'b', 'c']);
    jobs[0]?.markDone();
    jobs[2]?.markDone();
    await settle();
    expect(log).toEqual(['a', 'b', 'c', 'd']);
  });

  it('rejects a job that would have to wait while too many jobs wait, and no other job', () => {
    const queue = queueOf(2, 1);
    const job = queue.append('a', 1);
    expect(queue.append('a', 1)?.mustWait).toBe(true);
    expect(queue.append('a', 1)).toBeUndefined();
    expect(queue.append('b', 1)?.mustWait).toBe(false);
    expect(queue.append('c', 1)).toBeUndefined();
    job?.markDone();
    job?.markDone();
    expect(queue.append('c', 1)?.mustWait).toBe(false);
  });

  it('rejects a job that would exceed the bytes that may wait, but lets one larger job wait alone', () => {
    const queue = queueOf(10, 10, 100);
    queue.append('a', 100);
    const large = queue.append('a', 200);
    expect(large?.mustWait).toBe(true);
    expect(queue.append('a', 1)).toBeUndefined();
    large?.markDone();
    expect(queue.append('a', 60)?.mustWait).toBe(true);
    expect(queue.append('a', 60)).toBeUndefined();
    expect(queue.append('b', 1_000)?.mustWait).toBe(false);
  });

  it('counts a job as waiting until it may start', async () => {
    const queue = queueOf(10, 1);
    const first = queue.append('a', 1);
    const second = queue.append('a', 1);
    const isNext = second?.waitUntilNext();
    expect(queue.append('a', 1)).toBeUndefined();
    first?.markDone();
    expect(await isNext).toBe(true);
    expect(queue.append('a', 1)).toBeDefined();
  });

  it('appends behind the last active job when the last one has left early', async () => {
    const queue = queueOf(10, 10);
    const log: string[] = [];
    const [a, b] = ['a', 'b'].map((name) => append(log, queue, 'key', name));
    b?.markDone();
    const c = append(log, queue, 'key', 'c');
    await settle();
    expect(log).toEqual(['a']);
    a?.markDone();
    await settle();
    expect(log).toContain('c');
    c.markDone();
    expect(queue.append('key', 1)?.mustWait).toBe(false);
  });

  it('ends the wait of a job when the time limit of the jobs in front of it has passed', async () => {
    vi.useFakeTimers();
    const queue = queueOf(10, 10);
    const log: string[] = [];
    for (const name of ['a', 'b', 'c']) append(log, queue, 'key', name);
    await vi.advanceTimersByTimeAsync(2_999);
    expect(log).toEqual(['a', 'not b']);
    await vi.advanceTimersByTimeAsync(1);
    expect(log).toEqual(['a', 'not b', 'not c']);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('ends every wait when the backlog closes', async () => {
    const backlog = createBacklog(10, 10);
    const queue = createKeyedQueue({ maxConcurrency: 10, backlog, jobTimeoutMs: 1_000 });
    queue.append('a', 1);
    const isNext = queue.append('a', 1)?.waitUntilNext();
    backlog.close();
    expect(await isNext).toBe(false);
    expect(queue.append('a', 1)).toBeUndefined();
    expect(queue.append('b', 1)?.mustWait).toBe(false);
  });

  it('grants a permit to the next job when the job that waited for it leaves early', async () => {
    const queue = queueOf(1, 10);
    const log: string[] = [];
    const [a, b, c] = ['a', 'b', 'c', 'd'].map((name) => append(log, queue, name, name));
    await settle();
    b?.markDone();
    await settle();
    expect(log).toEqual(['a']);
    a?.markDone();
    await settle();
    expect(log).toEqual(['a', 'c']);
    c?.markDone();
    await settle();
    expect(log).toEqual(['a', 'c', 'd']);
  });

  it('rejects a job that would wait for a permit if a request cannot wake another one, and lets jobs wait for jobs', async () => {
    const backlog = createBacklog(10, 10);
    const semaphore = createSemaphore(1, false);
    const queue = createKeyedQueue({ maxConcurrency: 1, backlog, jobTimeoutMs: 1_000, semaphore });
    const log: string[] = [];
    const a = append(log, queue, 'key', 'a');
    append(log, queue, 'key', 'b');
    append(log, queue, 'other', 'c');
    await settle();
    expect(log).toEqual(['a', 'not c']);
    a.markDone();
    await settle();
    expect(log).toEqual(['a', 'not c', 'b']);
  });
});
