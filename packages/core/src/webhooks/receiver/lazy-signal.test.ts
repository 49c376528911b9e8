import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createLazySignal } from './lazy-signal.ts';

describe('createLazySignal', () => {
  it('aborts with the reason of the source that aborts first', () => {
    const [a, b] = [new AbortController(), new AbortController()];
    const { signal } = createLazySignal([a.signal, b.signal]);
    expect(signal.aborted).toBe(false);
    b.abort('because');
    expect([signal.aborted, signal.reason]).toEqual([true, 'because']);
  });

  it('is aborted at its first access if a source or abort() came before', () => {
    expect(createLazySignal([AbortSignal.abort('early')]).signal.reason).toBe('early');
    const lazy = createLazySignal([]);
    lazy.abort('time');
    expect(lazy.signal.reason).toBe('time');
  });

  it('adds one listener to a source that many lazy signals have, and aborts all of them', () => {
    const source = new AbortController();
    const lazies = Array.from({ length: 20 }, () => createLazySignal([source.signal]));
    const signals = lazies.map(({ signal }) => signal);
    expect(getEventListeners(source.signal, 'abort')).toHaveLength(1);
    lazies[0]?.release();
    source.abort('all of you');
    expect(signals.map(({ reason }) => reason)).toEqual([undefined, ...Array(19).fill('all of you')]);
    for (const lazy of lazies) lazy.release();
  });

  it('leaves no listener behind after release(), whether or not it was accessed', () => {
    const source = new AbortController();
    const lazy = createLazySignal([source.signal]);
    lazy.signal.throwIfAborted();
    expect(getEventListeners(source.signal, 'abort')).toHaveLength(1);
    lazy.release();
    const late = createLazySignal([source.signal]);
    late.release();
    expect(late.signal.aborted).toBe(false);
    expect(getEventListeners(source.signal, 'abort')).toHaveLength(0);
  });
});
