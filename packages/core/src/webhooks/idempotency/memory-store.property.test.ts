import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { memoryStore } from './memory-store.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const TTL = 500;
const key = fc.constantFrom('a', 'b', 'c');
const lease = fc.constantFrom(50, 100, 200);
const partial = fc.constantFrom(undefined, true, false);
/** Selects one of the tokens that were returned so far. */
const which = fc.nat({ max: 20 });
const step = fc.oneof(
  fc.tuple(fc.constant('claim' as const), key, lease, partial),
  fc.tuple(fc.constant('renew' as const), key, which, lease),
  fc.tuple(fc.constant('complete' as const), key, which),
  fc.tuple(fc.constant('release' as const), key, which),
  fc.tuple(fc.constant('wait' as const), fc.nat({ max: 150 })),
);

/** A second, simpler implementation: for each key its holder, or until when it is done. */
function model() {
  const keys = new Map<string, { until: number; partial: boolean | undefined; token?: string }>();
  const ours = (name: string, token: string) => token !== '' && keys.get(name)?.token === token;
  return {
    claim(name: string, now: number, leaseMs: number, isPartial: boolean | undefined, token: string) {
      const entry = keys.get(name);
      if (entry && entry.until > now) {
        return { status: entry.token === undefined ? 'done' : 'busy', partial: entry.partial };
      }
      keys.set(name, { until: now + leaseMs, partial: isPartial, token });
      return { status: 'claimed', token };
    },
    renew(name: string, token: string, until: number) {
      if (!ours(name, token)) return false;
      keys.set(name, { token, until, partial: keys.get(name)?.partial });
      return true;
    },
    complete(name: string, token: string, until: number) {
      if (!ours(name, token)) return false;
      keys.set(name, { until, partial: keys.get(name)?.partial });
      return true;
    },
    release(name: string, token: string) {
      return ours(name, token) && keys.delete(name);
    },
  };
}

it('memoryStore answers like a map with a clock, for random calls in random order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const [store, expected] = [memoryStore({ ttlMs: TTL }), model()];
      const tokens: string[] = [];
      const tokenOf = (index: number) => tokens[index % Math.max(1, tokens.length)] ?? '';
      for (const each of steps) {
        const now = Date.now();
        switch (each[0]) {
          case 'wait':
            vi.advanceTimersByTime(each[1]);
            break;
          case 'claim': {
            const claim = store.claim(each[1], each[2], each[3]) as { token?: string };
            expect(claim).toEqual(expected.claim(each[1], now, each[2], each[3], claim.token ?? ''));
            if (claim.token !== undefined) {
              expect(tokens).not.toContain(claim.token);
              tokens.push(claim.token);
            }
            break;
          }
          case 'renew': {
            const token = tokenOf(each[2]);
            expect(store.renew?.(each[1], token, each[3])).toBe(expected.renew(each[1], token, now + each[3]));
            break;
          }
          case 'complete': {
            const token = tokenOf(each[2]);
            expect(store.complete(each[1], token)).toBe(expected.complete(each[1], token, now + TTL));
            break;
          }
          case 'release': {
            const token = tokenOf(each[2]);
            expect(store.release(each[1], token)).toBe(expected.release(each[1], token));
            break;
          }
        }
      }
    }),
    { numRuns: 500 },
  );
});
