import { randomInt } from 'node:crypto';
import { defineProject } from 'vitest/config';

const seed = process.env.RELIABILITY_SEED ?? '1';

/** `RELIABILITY=full` runs the suite at full size. The small size is the default. */
export default defineProject({
  test: {
    name: 'reliability',
    include: ['src/**/*.test.ts'],
    globalSetup: ['src/bundle-programs.ts'],
    testTimeout: 600_000,
    hookTimeout: 60_000,
    // One seed for the whole run. Each line of results names it.
    env: {
      RELIABILITY_SEED: seed === 'random' ? String(randomInt(2 ** 31)) : seed,
      RELIABILITY: process.env.RELIABILITY ?? 'small',
    },
    // After all other tests and one file at a time, because each file keeps the machine busy.
    fileParallelism: false,
    sequence: { groupOrder: 1 },
  },
});
