import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RecentMap } from './recent-map.ts';

it('RecentMap behaves like a Map for any sequence of calls', () => {
  const calls = fc.array(fc.tuple(fc.constantFrom('get', 'set', 'delete'), fc.constantFrom('a', 'b', 'c', '')), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(calls, (list) => {
      const map = new Map<string, object>();
      const recent = new RecentMap<object>();
      for (const [call, key] of list) {
        const value = { key };
        if (call === 'set') {
          map.set(key, value);
          recent.set(key, value);
        } else if (call === 'delete') {
          map.delete(key);
          recent.delete(key);
        }
        for (const each of ['a', 'b', 'c', '']) expect(recent.get(each)).toBe(map.get(each));
      }
    }),
    { numRuns: 2_000 },
  );
});
