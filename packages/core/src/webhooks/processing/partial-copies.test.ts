import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBacklog } from '../queue/backlog.ts';
import { createPartialCopies } from './partial-copies.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const backlog = () => createBacklog(10, 1_000);

describe('createPartialCopies', () => {
  it('lets a partial copy continue when its wait is over', async () => {
    const waited = createPartialCopies(2_000, backlog()).waitForComplete('a', 1);
    vi.advanceTimersByTime(1_999);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(1);
    expect(await waited).toBe(false);
  });

  it('ends the wait of all partial copies with the key of the complete copy, and of no other', async () => {
    const copies = createPartialCopies(2_000, backlog());
    const [one, two, other] = ['a', 'a', 'b'].map((key) => copies.waitForComplete(key, 1));
    copies.announceComplete('a');
    expect(await Promise.all([one, two])).toEqual([true, true]);
    vi.advanceTimersByTime(2_000);
    expect(await other).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('reports the complete copy at the end of the wait where a request cannot wake another one', async () => {
    const copies = createPartialCopies(2_000, backlog(), false);
    const waited = vi.fn();
    copies.waitForComplete('a', 1).then(waited);
    copies.announceComplete('a');
    await vi.advanceTimersByTimeAsync(1_999);
    expect(waited).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(waited).toHaveBeenCalledWith(true);
  });

  it('does not wait if the wait is 0 ms long', async () => {
    expect(await createPartialCopies(0, backlog()).waitForComplete('a', 1)).toBe(false);
  });

  it('rejects a partial copy when the backlog is full, and all of them when it closes', async () => {
    const full = createBacklog(1, 1_000);
    const copies = createPartialCopies(2_000, full);
    const waited = copies.waitForComplete('a', 1);
    expect(await copies.waitForComplete('b', 1)).toBe(undefined);
    full.close();
    expect(await waited).toBe(undefined);
    expect(vi.getTimerCount()).toBe(0);
  });
});
