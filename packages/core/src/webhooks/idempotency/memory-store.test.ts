import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryStore } from './memory-store.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const claimed = { status: 'claimed', token: expect.any(String) };

describe('memoryStore', () => {
  it('lets one holder claim an event, and remembers that the event is done', async () => {
    const store = memoryStore();
    const claim = await store.claim('a', 1_000);
    expect(claim).toEqual(claimed);
    expect(await store.claim('a', 1_000)).toEqual({ status: 'busy' });
    await store.complete('a', (claim as { token: string }).token);
    expect(await store.claim('a', 1_000)).toEqual({ status: 'done' });
  });

  it('lets an event be claimed again after it was released', async () => {
    const store = memoryStore();
    await store.release('a', ((await store.claim('a', 1_000)) as { token: string }).token);
    expect(await store.claim('a', 1_000)).toEqual(claimed);
  });

  it('lets an event be claimed again after its lease ended, and ignores the old token', async () => {
    const store = memoryStore();
    const old = (await store.claim('a', 1_000)) as { token: string };
    vi.advanceTimersByTime(1_000);
    const fresh = (await store.claim('a', 1_000)) as { token: string };
    expect(fresh.token).not.toBe(old.token);
    await store.release('a', old.token);
    await store.complete('a', old.token);
    expect(await store.claim('a', 1_000)).toEqual({ status: 'busy' });
    await store.complete('a', fresh.token);
    expect(await store.claim('a', 1_000)).toEqual({ status: 'done' });
  });

  it('lets a done event be claimed again after forget(), and keeps a claimed event', async () => {
    const store = memoryStore();
    await store.complete('a', ((await store.claim('a', 1_000)) as { token: string }).token);
    await store.claim('b', 1_000);
    await store.forget?.(['a', 'b', 'c']);
    expect(await store.claim('a', 1_000)).toEqual(claimed);
    expect(await store.claim('b', 1_000)).toEqual({ status: 'busy' });
  });

  it('is not affected by a change of the wall clock', async () => {
    const store = memoryStore({ ttlMs: 60_000 });
    await store.complete('a', ((await store.claim('a', 1_000)) as { token: string }).token);
    await store.claim('b', 30_000);
    vi.setSystemTime(Date.now() + 86_400_000);
    expect(await store.claim('a', 1_000)).toEqual({ status: 'done' });
    expect(await store.claim('b', 1_000)).toEqual({ status: 'busy' });
  });

  it('forgets the oldest done events first, and those older than ttlMs', async () => {
    const store = memoryStore({ maxEntries: 2, ttlMs: 1_000 });
    for (const key of ['a', 'b', 'c'])
      await store.complete(key, ((await store.claim(key, 1)) as { token: string }).token);
    expect(await store.claim('b', 1)).toEqual({ status: 'done' });
    expect(await store.claim('c', 1)).toEqual({ status: 'done' });
    expect(await store.claim('a', 1)).toEqual(claimed);
    vi.advanceTimersByTime(1_000);
    expect(await store.claim('c', 1)).toEqual(claimed);
  });
});
