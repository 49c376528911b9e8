import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { lazySignal } from './lazy-signal.ts';

describe('lazySignal', () => {
  it('aborts with any of the others, and gives their reason', () => {
    const [a, b] = [new AbortController(), new AbortController()];
    const { signal } = lazySignal([a.signal, b.signal]);
    expect(signal.aborted).toBe(false);
    b.abort('because');
    expect([signal.aborted, signal.reason]).toEqual([true, 'because']);
  });

  it('is aborted from the start when something aborted before it was asked for', () => {
    expect(lazySignal([AbortSignal.abort('early')]).signal.reason).toBe('early');
    const lazy = lazySignal([]);
    lazy.abort('time');
    expect(lazy.signal.reason).toBe('time');
  });

  it('puts one listener on a signal that many follow, and tells them all', () => {
    const other = new AbortController();
    const lazies = Array.from({ length: 20 }, () => lazySignal([other.signal]));
    const signals = lazies.map(({ signal }) => signal);
    expect(getEventListeners(other.signal, 'abort')).toHaveLength(1);
    lazies[0]?.release();
    other.abort('all of you');
    expect(signals.map(({ reason }) => reason)).toEqual([undefined, ...Array(19).fill('all of you')]);
    for (const lazy of lazies) lazy.release();
  });

  it('leaves no listener behind, whether or not it was used', () => {
    const other = new AbortController();
    const lazy = lazySignal([other.signal]);
    lazy.signal.throwIfAborted();
    expect(getEventListeners(other.signal, 'abort')).toHaveLength(1);
    lazy.release();
    const late = lazySignal([other.signal]);
    late.release();
    expect(late.signal.aborted).toBe(false);
    expect(getEventListeners(other.signal, 'abort')).toHaveLength(0);
  });
});
