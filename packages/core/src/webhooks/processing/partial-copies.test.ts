import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWaitingRoom } from '../queue/backlog.ts';
import { createTwins } from './partial-copies.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const room = () => createWaitingRoom(10, 1_000);

describe('twins', () => {
  it('let a partial copy go on when its window has passed', async () => {
    const waited = createTwins(2_000, room()).wait('a', 1);
    vi.advanceTimersByTime(1_999);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(1);
    expect(await waited).toBe(false);
  });

  it('supersede all partial copies of a key, and only of that key, when the complete one comes', async () => {
    const twins = createTwins(2_000, room());
    const [one, two, other] = [twins.wait('a', 1), twins.wait('a', 1), twins.wait('b', 1)];
    twins.came('a');
    expect(await Promise.all([one, two])).toEqual([true, true]);
    vi.advanceTimersByTime(2_000);
    expect(await other).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tell of it when the window has passed, where requests do not wake each other', async () => {
    const twins = createTwins(2_000, room(), false);
    const waited = vi.fn();
    twins.wait('a', 1).then(waited);
    twins.came('a');
    await vi.advanceTimersByTimeAsync(1_999);
    expect(waited).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(waited).toHaveBeenCalledWith(true);
  });

  it('make nobody wait without a window', async () => {
    expect(await createTwins(0, room()).wait('a', 1)).toBe(false);
  });

  it('turn away who would wait among too many, and all who wait when the receiver closes', async () => {
    const few = createWaitingRoom(1, 1_000);
    const twins = createTwins(2_000, few);
    const waited = twins.wait('a', 1);
    expect(await twins.wait('b', 1)).toBe(undefined);
    few.close();
    expect(await waited).toBe(undefined);
    expect(vi.getTimerCount()).toBe(0);
  });
});
