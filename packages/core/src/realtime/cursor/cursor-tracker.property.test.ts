import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCursorTracker } from './cursor-tracker.ts';

it('the cursor is the last id of the settled prefix, for every order of arrivals, copies and results', () => {
  const step = fc.record({ id: fc.integer({ min: 0, max: 12 }), settles: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const tracker = createCursorTracker();
      const arrived: string[] = [];
      const settled = new Set<string>();
      let cursor: string | undefined;
      for (const { id: number, settles } of steps) {
        const id = `evt_${number}`;
        if (!arrived.includes(id)) arrived.push(id);
        tracker.add(id);
        if (!settles) continue;
        settled.add(id);
        cursor = tracker.settle(id) ?? cursor;
        const open = arrived.findIndex((each) => !settled.has(each));
        const prefix = open < 0 ? arrived : arrived.slice(0, open);
        expect(cursor).toBe(prefix.at(-1));
      }
    }),
  );
});
