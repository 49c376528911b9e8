import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { describeWithRedis } from 'redis-test-server';
import { expect, it, vi } from 'vitest';
import { runScript } from '../../connection/run-script.ts';
import { useRedis } from '../../test/use-redis.ts';
import { WAIT } from '../../test/wait-options.ts';
import { ADD } from '../lua/scripts.generated.ts';
import { type Conversations, createConversations } from './conversations.ts';

const FAILURE = { at: 0, attempts: 1, reason: 'none' };
const LEASE_MS = 600_000;

describeWithRedis('A stored conversation', () => {
  const testRedis = useRedis();

  /** Stores conversations with these entries. `as` returns the view of a process. */
  async function store(entries: Record<string, string[]>) {
    const redis: Redis = testRedis.server.connect();
    const base = `{${randomUUID()}}`;
    for (const [conversation, list] of Object.entries(entries)) {
      for (const json of list) {
        await runScript(redis, ADD, base, json, conversation, '', 'c', '60000', '0', '', '0');
      }
    }
    const as = (processId: string): Conversations => createConversations(redis, base, LEASE_MS, processId);
    const left = async (conversation: string) =>
      (await redis.lrange(`${base}:conversation:${conversation}`, 0, -1)).map((entry) => entry.split(' ')[3] ?? '');
    // As if no worker had looked at it since 1970.
    const neglect = (conversation: string) => redis.zadd(`${base}:conversations`, 'XX', 0, conversation);
    return { as, left, neglect };
  }

  it('can be changed only by the worker that took it last', async () => {
    const { as, left } = await store({ A: ['first', 'second'] });
    const [one, two] = [as('process 1'), as('process 2')];
    expect(await one.take('A', 'token 1', false)).toMatchObject({ kind: 'head', attempts: 1, entry: '1 A - first' });
    expect(await two.take('A', 'token 2', true)).toMatchObject({ kind: 'head', attempts: 2, entry: '1 A - first' });
    expect(await one.next('A', 'token 1', '1', false)).toEqual({ kind: 'lost' });
    expect(await one.moveToDeadLetters('A', 'token 1', '1', FAILURE)).toBe(false);
    await one.retry('A', 'token 1', '1', { delayMs: 60_000, countAttempt: true });
    expect(await left('A')).toEqual(['first', 'second']);
    const second = { kind: 'head', attempts: 1, entry: '2 A - second' };
    expect(await two.next('A', 'token 2', '1', false)).toMatchObject(second);
    // ioredis sends a command again when it lost the reply.
    expect(await two.next('A', 'token 2', '1', false)).toMatchObject(second);
    expect(await two.next('A', 'token 2', '2', false)).toEqual({ kind: 'empty' });
    expect(await one.next('A', 'token 1', '2', false)).toEqual({ kind: 'lost' });
  });

  it('counts a take that ioredis sent twice as one attempt', async () => {
    const { as } = await store({ A: ['first'] });
    const worker = as('process 1');
    for (let i = 0; i < 2; i += 1) {
      expect(await worker.take('A', 'token', false)).toMatchObject({ kind: 'head', attempts: 1 });
    }
  });

  it('keeps its first entry until it is due, and counts only real attempts', async () => {
    const { as } = await store({ A: ['first'] });
    const worker = as('process 1');
    await worker.take('A', 'token', false);
    await worker.retry('A', 'token', '1', { delayMs: 600_000, countAttempt: false });
    expect(await worker.take('A', 'other', false)).toEqual({ kind: 'wait', delayMs: expect.any(Number) });
    await worker.retry('A', 'token', '1', { delayMs: 50, countAttempt: true });
    const head = { kind: 'head', attempts: 1 };
    await vi.waitFor(async () => expect(await worker.take('A', 'token', false)).toMatchObject(head), WAIT);
    await worker.retry('A', 'token', '1', { delayMs: 0, countAttempt: true, error: 'RangeError' });
    expect(await worker.take('A', 'token', false)).toMatchObject({ attempts: 2, firstError: 'RangeError' });
    await worker.retry('A', 'token', '1', { delayMs: 0, countAttempt: true, error: 'TypeError' });
    expect(await worker.take('A', 'token', false)).toMatchObject({ attempts: 3, firstError: 'RangeError' });
  });

  it('does not start the next entry after the last one of a batch', async () => {
    const { as } = await store({ A: ['first', 'second'] });
    const worker = as('process 1');
    await worker.take('A', 'token', false);
    expect(await worker.next('A', 'token', '1', true)).toEqual({ kind: 'wait', delayMs: 0 });
    expect(await worker.take('A', 'token', false)).toMatchObject({ attempts: 1, entry: '2 A - second' });
  });

  it('is swept once when no worker looks at it, and not while a worker holds it', async () => {
    const { as, neglect } = await store({ A: ['first'] });
    const worker = as('process 1');
    expect(await worker.sweep(60_000)).toEqual([]);
    await neglect('A');
    expect(await worker.sweep(60_000)).toEqual(['A']);
    expect(await worker.sweep(60_000)).toEqual([]);
    await worker.take('A', 'token', false);
    expect(await worker.sweep(0)).toEqual([]);
  });

  it('whose process ended while it ran several entries runs alone, and the attempt does not count', async () => {
    const { as } = await store({ A: ['a'], B: ['b'], C: ['c'], D: ['d'] });
    const [dead, alive] = [as('process 1'), as('process 2')];
    for (const conversation of ['A', 'B', 'C']) await dead.take(conversation, `${conversation} 1`, false);
    await dead.next('C', 'C 1', '3', false);
    for (const conversation of ['A', 'B']) {
      expect(await alive.take(conversation, `${conversation} 2`, false)).toEqual({ kind: 'suspect' });
      expect(await alive.take(conversation, `${conversation} 2`, true)).toMatchObject({ kind: 'head', attempts: 1 });
      expect(await alive.retry(conversation, `${conversation} 2`, conversation === 'A' ? '1' : '2', RETRY_NOW)).toBe(0);
    }
    // It ran in no process that ended.
    expect(await alive.take('D', 'D 2', false)).toMatchObject({ kind: 'head', attempts: 1 });
  });

  it('whose process ended while it ran one entry runs alone, and the attempt counts', async () => {
    const { as } = await store({ A: ['a', 'next'] });
    expect(await as('process 1').take('A', 'token 1', false)).toMatchObject({ attempts: 1 });
    const second = as('process 2');
    expect(await second.take('A', 'token 2', false)).toEqual({ kind: 'suspect' });
    expect(await second.take('A', 'token 2', true)).toMatchObject({ attempts: 2 });
    const third = as('process 3');
    expect(await third.take('A', 'token 3', false)).toEqual({ kind: 'suspect' });
    expect(await third.take('A', 'token 3', true)).toMatchObject({ attempts: 3 });
    expect(await third.next('A', 'token 3', '1', true)).toEqual({ kind: 'wait', delayMs: 0 });
    expect(await third.take('A', 'token 4', false)).toMatchObject({ kind: 'head', attempts: 1, entry: '2 A - next' });
  });

  it('runs an entry that failed alone beside others only after it was handled', async () => {
    const { as } = await store({ A: ['a'] });
    await as('process 1').take('A', 'token 1', false);
    const worker = as('process 2');
    await worker.take('A', 'token 2', false);
    await worker.take('A', 'token 2', true);
    await worker.retry('A', 'token 2', '1', RETRY_NOW);
    expect(await worker.take('A', 'token 3', false)).toEqual({ kind: 'suspect' });
  });
});

const RETRY_NOW = { delayMs: 0, countAttempt: true };
