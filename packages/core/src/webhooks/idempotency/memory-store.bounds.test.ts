import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IdempotencyStore } from './idempotency-store.ts';
import { memoryStore } from './memory-store.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const claim = (store: IdempotencyStore, key: string, leaseMs = 1_000) =>
  store.claim(key, leaseMs) as { status: string; token: string };

describe('memoryStore, when it is full', () => {
  it('never forgets a claimed event, however many are claimed', () => {
    const store = memoryStore({ maxEntries: 2 });
    const held = ['a', 'b', 'c', 'd'].map((key) => [key, claim(store, key).token] as const);
    for (const [key] of held) expect(claim(store, key).status).toBe('busy');
    for (const [key, token] of held) expect(store.complete(key, token)).toBe(true);
  });

  it('forgets claims whose lease ended, and keeps claims that were renewed', () => {
    const store = memoryStore({ maxEntries: 2 });
    const [crashed, renewed] = [claim(store, 'a').token, claim(store, 'b').token];
    store.renew?.('b', renewed, 5_000);
    vi.advanceTimersByTime(1_000);
    claim(store, 'c');
    expect(store.complete('a', crashed)).toBe(false);
    expect(store.complete('b', renewed)).toBe(true);
  });
});

it('memoryStore frees the memory of done events after ttlMs although it is not full', () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const heap = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const store = memoryStore({ maxEntries: 1_000_000, ttlMs: 1_000 });
  const fill = (key: string) => store.complete(key, claim(store, key).token);
  const empty = heap();
  for (let each = 0; each < 100_000; each += 1) fill(`VZ1|3EB0${each}`);
  const full = heap();
  vi.advanceTimersByTime(1_000);
  fill('one more');
  expect(heap() - empty).toBeLessThan((full - empty) / 2);
  expect(claim(store, 'one more').status).toBe('done');
});
