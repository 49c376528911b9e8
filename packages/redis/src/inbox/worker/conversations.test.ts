import { randomUUID } from 'node:crypto';
import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { runScript } from '../../connection/run-script.ts';
import { WAIT } from '../../test/wait-options.ts';
import { ADD } from '../lua/scripts.generated.ts';
import { type Conversations, createConversations } from './conversations.ts';

const failure = { at: 0, attempts: 1, reason: 'none' };

describeWithRedis('a lane', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server?.close());

  /** A lane with these entries; a worker that died may still be at work in it. */
  async function laneWith(
    ...entries: string[]
  ): Promise<Conversations & { left(): Promise<string[]>; neglect(): Promise<unknown> }> {
    const redis = server.connect();
    const base = `{${randomUUID()}}`;
    for (const json of entries) await runScript(redis, ADD, base, json, 'lane', '', 'c', '60000', '0');
    const left = async () =>
      (await redis.lrange(`${base}:conversation:lane`, 0, -1)).map((entry) => entry.split(' ')[3] ?? '');
    // As if somebody had looked at it in 1970 for the last time.
    const neglect = () => redis.zadd(`${base}:conversations`, 'XX', 0, 'lane');
    return { ...createConversations(redis, base, 600_000), left, neglect };
  }

  it('is changed by whoever took it last alone', async () => {
    const lane = await laneWith('first', 'second');
    expect(await lane.take('lane', 'dead')).toMatchObject({ kind: 'head', attempts: 1, entry: '1 lane - first' });
    expect(await lane.take('lane', 'alive')).toMatchObject({ kind: 'head', attempts: 2, entry: '1 lane - first' });
    expect(await lane.next('lane', 'dead', '1')).toEqual({ kind: 'lost' });
    expect(await lane.moveToDeadLetters('lane', 'dead', '1', failure)).toBe(false);
    await lane.retry('lane', 'dead', '1', { delayMs: 60_000, countAttempt: true });
    expect(await lane.left()).toEqual(['first', 'second']);
    expect(await lane.next('lane', 'alive', '1')).toMatchObject({
      kind: 'head',
      attempts: 1,
      entry: '2 lane - second',
    });
    // Sent again, as ioredis does when it has lost an answer.
    expect(await lane.next('lane', 'alive', '1')).toMatchObject({
      kind: 'head',
      attempts: 1,
      entry: '2 lane - second',
    });
    expect(await lane.next('lane', 'alive', '2')).toEqual({ kind: 'empty' });
    expect(await lane.next('lane', 'dead', '2')).toEqual({ kind: 'lost' });
  });

  it('keeps its first entry until it is due, and does not count what was no attempt', async () => {
    const lane = await laneWith('first');
    await lane.take('lane', 'me');
    await lane.retry('lane', 'me', '1', { delayMs: 600_000, countAttempt: false });
    expect(await lane.take('lane', 'other')).toEqual({ kind: 'wait', delayMs: expect.any(Number) });
    await lane.retry('lane', 'me', '1', { delayMs: 50, countAttempt: true });
    const head = { kind: 'head', attempts: 1 };
    await vi.waitFor(async () => expect(await lane.take('lane', 'me')).toMatchObject(head), WAIT);
    await lane.retry('lane', 'me', '1', { delayMs: 0, countAttempt: true });
    expect(await lane.take('lane', 'me')).toMatchObject({ kind: 'head', attempts: 2 });
  });

  it('is swept once when nobody looks at it, and not while somebody is at work', async () => {
    const lane = await laneWith('first');
    expect(await lane.sweep(60_000)).toEqual([]);
    await lane.neglect();
    expect(await lane.sweep(60_000)).toEqual(['lane']);
    expect(await lane.sweep(60_000)).toEqual([]);
    await lane.take('lane', 'me');
    expect(await lane.sweep(0)).toEqual([]);
  });
});
