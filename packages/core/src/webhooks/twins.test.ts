import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTwins } from './twins.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('twins', () => {
  it('let a partial copy go on when its window has passed', async () => {
    const twins = createTwins(2_000);
    const waited = twins.wait('a');
    vi.advanceTimersByTime(1_999);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(1);
    expect(await waited).toBe(false);
  });

  it('supersede all partial copies of a key, and only of that key, when the complete one comes', async () => {
    const twins = createTwins(2_000);
    const [one, two, other] = [twins.wait('a'), twins.wait('a'), twins.wait('b')];
    twins.came('a');
    expect(await Promise.all([one, two])).toEqual([true, true]);
    vi.advanceTimersByTime(2_000);
    expect(await other).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('supersede a partial copy that comes while the complete one is handled, and make a later one wait', async () => {
    const twins = createTwins(2_000);
    twins.came('a');
    expect(await twins.wait('a')).toBe(true);
    twins.gone('a');
    const later = twins.wait('a');
    vi.advanceTimersByTime(2_000);
    expect(await later).toBe(false);
  });

  it('make nobody wait without a window', async () => {
    expect(await createTwins(0).wait('a')).toBe(false);
  });
});
