import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { describeWithRedis } from 'redis-test-server';
import { expect, it, vi } from 'vitest';
import { runScript } from '../../connection/run-script.ts';
import { useRedis } from '../../test/use-redis.ts';
import { WAIT } from '../../test/wait-options.ts';
import { ADD } from '../lua/scripts.generated.ts';
import { createConversations, type NextEntry, renewLeases, type Slot } from './conversations.ts';

const FAILURE = { at: 0, attempts: 1, reason: 'none' };
const RETRY_NOW = { delayMs: 0, countAttempt: true };
const LEASE_MS = 600_000;

describeWithRedis('A stored conversation', () => {
  const testRedis = useRedis();

  /** Stores conversations with these entries, one after the other. */
  async function store(entries: Record<string, string[]>) {
    const redis: Redis = testRedis.server.connect();
    const base = `{${randomUUID()}}`;
    for (const [conversation, list] of Object.entries(entries)) {
      for (const json of list) {
        await runScript(redis, ADD, base, json, conversation, '', 'c', '60000', '0', '', '0');
      }
    }
    const conversations = createConversations(redis, base, LEASE_MS);
    let slots = 0;
    return {
      ...conversations,
      redis,
      base,
      slotOf: (process: string): Slot => ({ holder: `${process}:${++slots}`, conversation: '', changes: 0 }),
      /** Takes a conversation, as a slot does. */
      async take(slot: Slot): Promise<NextEntry> {
        const next = await conversations.next(slot, 'any');
        if (next.kind !== 'none') slot.conversation = next.conversation;
        return next;
      },
      left: async (conversation: string) =>
        (await redis.lrange(`${base}:conversation:${conversation}`, 0, -1)).map((entry) => entry.split(' ')[3] ?? ''),
      /** Ends the lease of the conversation. Its holder does not notice this. */
      endLease: (conversation: string) => redis.zadd(`${base}:conversations`, 'XX', 0, conversation),
      renew: (...of: Slot[]) => renewLeases(redis, base, LEASE_MS, of),
    };
  }

  it('can be changed only by the slot that took it last', async () => {
    const { slotOf, take, next, retry, moveToDeadLetters, renew, endLease, left } = await store({
      A: ['first', 'second'],
    });
    const [one, two] = [slotOf('process 1'), slotOf('process 2')];
    expect(await take(one)).toMatchObject({ kind: 'head', conversation: 'A', attempts: 1, entry: '1 A - first' });
    expect(await take(two)).toMatchObject({ kind: 'none' });
    await endLease('A');
    expect(await take(two)).toMatchObject({ kind: 'mustRunAlone', conversation: 'A' });
    expect(await next(two, 'alone')).toMatchObject({ kind: 'head', attempts: 2, entry: '1 A - first' });
    expect(await next(one, 'same', '1')).toMatchObject({ kind: 'none' });
    expect(await moveToDeadLetters(one, '1', FAILURE)).toBe(false);
    await retry(one, '1', { delayMs: 60_000, countAttempt: true });
    expect(await renew(one, two)).toEqual([one.holder]);
    expect(await left('A')).toEqual(['first', 'second']);
    const second = { kind: 'head', attempts: 1, entry: '2 A - second' };
    expect(await next(two, 'same', '1')).toMatchObject(second);
    expect(await next(two, 'same', '2')).toEqual({ kind: 'none', waitMs: -1 });
    expect(await next(one, 'same', '2')).toEqual({ kind: 'none', waitMs: -1 });
  });

  it('returns the same reply when ioredis sends a command again after it lost the reply', async () => {
    const { slotOf, take, next, retry, left } = await store({ A: ['first', 'second'], B: ['other'] });
    const slot = slotOf('process 1');
    for (let i = 0; i < 2; i += 1) {
      expect(await next(slot, 'any')).toMatchObject({ kind: 'head', conversation: 'A', attempts: 1 });
    }
    slot.conversation = 'A';
    const second = { kind: 'head', conversation: 'A', attempts: 1, entry: '2 A - second' };
    for (let i = 0; i < 2; i += 1) expect(await next(slot, 'same', '1')).toMatchObject(second);
    const other = { kind: 'head', conversation: 'B', attempts: 1, entry: '3 B - other' };
    for (let i = 0; i < 2; i += 1) expect(await next(slot, 'same', '2')).toMatchObject(other);
    slot.conversation = 'B';
    for (let i = 0; i < 2; i += 1) await retry(slot, '3', RETRY_NOW);
    expect(await take(slot)).toMatchObject({ ...other, attempts: 2 });
    expect(await left('A')).toEqual([]);
  });

  it('keeps its first entry until it is due, and counts only real attempts', async () => {
    const { slotOf, take, retry } = await store({ A: ['first'] });
    const slot = slotOf('process 1');
    await take(slot);
    await retry(slot, '1', { delayMs: 50, countAttempt: false });
    const head = { kind: 'head', attempts: 1 };
    await vi.waitFor(async () => expect(await take(slot)).toMatchObject(head), WAIT);
    await retry(slot, '1', { ...RETRY_NOW, error: 'RangeError' });
    expect(await take(slot)).toMatchObject({ attempts: 2, firstError: 'RangeError' });
    await retry(slot, '1', { ...RETRY_NOW, error: 'TypeError' });
    expect(await take(slot)).toMatchObject({ attempts: 3, firstError: 'RangeError' });
    await retry(slot, '1', { delayMs: 60_000, countAttempt: true });
    const { kind, waitMs } = await take(slot);
    expect(kind).toBe('none');
    expect(waitMs).toBeGreaterThan(1_000);
    expect(waitMs).toBeLessThanOrEqual(60_000);
  });

  it('lets other conversations proceed after a batch, and continues after a stop', async () => {
    const { slotOf, take, next } = await store({ A: ['first', 'second', 'third'], B: ['other'] });
    const slot = slotOf('process 1');
    await take(slot);
    // Conversations that became ready in the same millisecond are sorted by their names.
    await sleep(5);
    expect(await next(slot, 'any', '1')).toMatchObject({ conversation: 'B', entry: '4 B - other' });
    slot.conversation = 'B';
    expect(await next(slot, 'same', '4')).toMatchObject({ conversation: 'A', attempts: 1, entry: '2 A - second' });
    slot.conversation = 'A';
    expect(await next(slot, 'stop', '2')).toEqual({ kind: 'none', waitMs: 0 });
    expect(await take(slotOf('process 2'))).toMatchObject({ attempts: 1, entry: '3 A - third' });
  });

  it('is not taken by another worker while its lease is renewed, also when the reply with its entry is on the way', async () => {
    const { slotOf, take, next, renew, endLease } = await store({ A: ['first'] });
    const slot = slotOf('process 1');
    await next(slot, 'any');
    await endLease('A');
    expect(slot.conversation).toBe('');
    expect(await renew(slot)).toEqual([]);
    expect(await take(slotOf('process 2'))).toMatchObject({ kind: 'none' });
  });

  it('runs alone after the end of a process that ran it beside other entries, and the attempt is not counted', async () => {
    const { slotOf, take, next, retry, endLease } = await store({ A: ['a'], B: ['b'], C: ['c'], D: ['d'] });
    const dead = [slotOf('process 1'), slotOf('process 1'), slotOf('process 1')];
    for (const slot of dead) await take(slot);
    await next(dead[2] as Slot, 'stop', '3');
    for (const conversation of ['A', 'B']) await endLease(conversation);
    for (const [conversation, id] of [
      ['A', '1'],
      ['B', '2'],
    ] as const) {
      const alive = slotOf('process 2');
      expect(await take(alive)).toMatchObject({ kind: 'mustRunAlone', conversation });
      expect(await next(alive, 'alone')).toMatchObject({ kind: 'head', attempts: 1 });
      await retry(alive, id, { delayMs: 60_000, countAttempt: true });
    }
    // The entry of D ran in no process that ended.
    expect(await take(slotOf('process 2'))).toMatchObject({ kind: 'head', conversation: 'D', attempts: 1 });
  });

  it('runs alone after the end of a process that ran no other entry, and the attempt is counted', async () => {
    const { slotOf, take, next, endLease } = await store({ A: ['a', 'next'] });
    expect(await take(slotOf('process 1'))).toMatchObject({ attempts: 1 });
    for (const attempts of [2, 3]) {
      await endLease('A');
      const slot = slotOf(`process ${attempts}`);
      expect(await take(slot)).toMatchObject({ kind: 'mustRunAlone' });
      expect(await next(slot, 'alone')).toMatchObject({ attempts });
      if (attempts === 3) expect(await next(slot, 'stop', '1')).toEqual({ kind: 'none', waitMs: 0 });
    }
    expect(await take(slotOf('process 4'))).toMatchObject({ kind: 'head', attempts: 1, entry: '2 A - next' });
  });

  it('must run alone again if its entry failed when it ran alone', async () => {
    const { slotOf, take, next, retry, endLease } = await store({ A: ['a'] });
    await take(slotOf('process 1'));
    await endLease('A');
    const slot = slotOf('process 2');
    await take(slot);
    await next(slot, 'alone');
    await retry(slot, '1', RETRY_NOW);
    expect(await take(slot)).toMatchObject({ kind: 'mustRunAlone' });
  });

  it('wakes one worker after the other while several conversations are ready', async () => {
    const { slotOf, take, redis, base } = await store({ A: ['a'], B: ['b'], C: ['c'] });
    const tokens: number[] = [];
    for (let worker = 1; worker <= 4; worker += 1) {
      tokens.push(Number(await redis.del(`${base}:wake`)));
      await take(slotOf(`process ${worker}`));
    }
    // The wake-up queue has one token at a time: a worker that leaves a ready conversation adds the token for the next one.
    expect(tokens).toEqual([1, 1, 1, 0]);
  });
});
