import { describe, expect, it } from 'vitest';
import { VZapsApiError } from '../errors/api-error.ts';
import { parseRetryAfter } from '../response/retry-after.ts';
import { resolveRetryPolicy, retryDelayMs } from './retry.ts';

const busy = new VZapsApiError('busy', { status: 503 });

describe('the wait before the next attempt', () => {
  it('is random with a limit that doubles up to maxMs', () => {
    const policy = resolveRetryPolicy({ baseMs: 100, maxMs: 500 });
    for (const [attempt, limit] of [
      [1, 100],
      [2, 200],
      [3, 400],
      [4, 500],
      [99, 500],
    ] as const) {
      const waits = Array.from({ length: 500 }, () => retryDelayMs(busy, attempt, policy) ?? Number.NaN);
      expect(Math.max(...waits)).toBeLessThanOrEqual(limit);
      expect(Math.max(...waits)).toBeGreaterThan(limit * 0.8);
      expect(Math.min(...waits)).toBeLessThan(limit * 0.2);
    }
  });

  it('is the Retry-After of VZaps, and undefined if that is longer than maxRetryAfterMs', () => {
    const policy = resolveRetryPolicy({ maxRetryAfterMs: 5_000 });
    const asks = (wait: number) => new VZapsApiError('later', { status: 429, retryAfterMs: wait });
    expect(retryDelayMs(asks(3_000), 1, policy)).toBe(3_000);
    expect(retryDelayMs(asks(5_000), 1, policy)).toBe(5_000);
    expect(retryDelayMs(asks(5_001), 1, policy)).toBeUndefined();
    expect(retryDelayMs(asks(0), 1, policy)).toBe(0);
  });
});

describe('parseRetryAfter()', () => {
  const now = Date.parse('2026-06-23T22:57:17Z');
  it.each([
    ['3', 3_000],
    ['0', 0],
    ['1.5', 1_500],
    ['-1', 0],
    ['Tue, 23 Jun 2026 22:57:27 GMT', 10_000],
    ['Tue, 23 Jun 2026 22:57:07 GMT', 0],
    ['soon', undefined],
    ['soon 5', undefined],
    ['5 seconds', undefined],
    ['0x10', undefined],
    ['1e3', undefined],
    ['120, 120', undefined],
    ['2026-06-24', undefined],
    ['Tue, 33 Jun 2026 22:57:07 GMT', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads the value %j as %s ms', (header, wait) => {
    expect(parseRetryAfter(header, now)).toBe(wait);
  });
});

it('the retry option of a call replaces single values of the client', () => {
  expect(resolveRetryPolicy({ attempts: 7, baseMs: 1 }, { baseMs: undefined, maxMs: 2 })).toEqual({
    attempts: 7,
    baseMs: 1,
    maxMs: 2,
    maxRetryAfterMs: 60_000,
  });
});
