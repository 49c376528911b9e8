import { randomUUID } from 'node:crypto';
import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { runScript } from '../../connection/run-script.ts';
import { WAIT } from '../../test/wait-options.ts';
import { ADD } from '../lua/scripts.generated.ts';
import { type Conversations, createConversations } from './conversations.ts';

const failure = { at: 0, attempts: 1, reason: 'none' };

describeWithRedis('A stored conversation', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server?.close());

  /** Creates a conversation with these entries. */
  async function createConversation(
    ...entries: string[]
  ): Promise<Conversations & { left(): Promise<string[]>; neglect(): Promise<unknown> }> {
    const redis = server.connect();
    const base = `{${randomUUID()}}`;
    for (const json of entries) await runScript(redis, ADD, base, json, 'id', '', 'c', '60000', '0', '', '0');
    const left = async () =>
      (await redis.lrange(`${base}:conversation:id`, 0, -1)).map((entry) => entry.split(' ')[3] ?? '');
    // As if no worker had looked at it since 1970.
    const neglect = () => redis.zadd(`${base}:conversations`, 'XX', 0, 'id');
    return { ...createConversations(redis, base, 600_000), left, neglect };
  }

  it('can be changed only by the worker that took it last', async () => {
    const conversation = await createConversation('first', 'second');
    expect(await conversation.take('id', 'dead')).toMatchObject({ kind: 'head', attempts: 1, entry: '1 id - first' });
    expect(await conversation.take('id', 'alive')).toMatchObject({ kind: 'head', attempts: 2, entry: '1 id - first' });
    expect(await conversation.next('id', 'dead', '1')).toEqual({ kind: 'lost' });
    expect(await conversation.moveToDeadLetters('id', 'dead', '1', failure)).toBe(false);
    await conversation.retry('id', 'dead', '1', { delayMs: 60_000, countAttempt: true });
    expect(await conversation.left()).toEqual(['first', 'second']);
    expect(await conversation.next('id', 'alive', '1')).toMatchObject({
      kind: 'head',
      attempts: 1,
      entry: '2 id - second',
    });
    // ioredis sends a command again when it lost the reply.
    expect(await conversation.next('id', 'alive', '1')).toMatchObject({
      kind: 'head',
      attempts: 1,
      entry: '2 id - second',
    });
    expect(await conversation.next('id', 'alive', '2')).toEqual({ kind: 'empty' });
    expect(await conversation.next('id', 'dead', '2')).toEqual({ kind: 'lost' });
  });

  it('keeps its first entry until it is due, and counts only real attempts', async () => {
    const conversation = await createConversation('first');
    await conversation.take('id', 'me');
    await conversation.retry('id', 'me', '1', { delayMs: 600_000, countAttempt: false });
    expect(await conversation.take('id', 'other')).toEqual({ kind: 'wait', delayMs: expect.any(Number) });
    await conversation.retry('id', 'me', '1', { delayMs: 50, countAttempt: true });
    const head = { kind: 'head', attempts: 1 };
    await vi.waitFor(async () => expect(await conversation.take('id', 'me')).toMatchObject(head), WAIT);
    await conversation.retry('id', 'me', '1', { delayMs: 0, countAttempt: true });
    expect(await conversation.take('id', 'me')).toMatchObject({ kind: 'head', attempts: 2 });
  });

  it('is swept once when no worker looks at it, and not while a worker holds it', async () => {
    const conversation = await createConversation('first');
    expect(await conversation.sweep(60_000)).toEqual([]);
    await conversation.neglect();
    expect(await conversation.sweep(60_000)).toEqual(['id']);
    expect(await conversation.sweep(60_000)).toEqual([]);
    await conversation.take('id', 'me');
    expect(await conversation.sweep(0)).toEqual([]);
  });
});
