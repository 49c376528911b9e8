import { randomInt } from 'node:crypto';
import { defineProject } from 'vitest/config';

const wanted = process.env.RELIABILITY_SEED ?? '1';

export default defineProject({
  test: {
    name: 'reliability',
    include: ['src/**/*.test.ts'],
    globalSetup: ['src/bundle-programs.ts'],
    testTimeout: 600_000,
    hookTimeout: 60_000,
    // One seed for the whole run, the same in every run unless another is asked for; each line of figures prints it.
    env: { RELIABILITY_SEED: wanted === 'random' ? String(randomInt(2 ** 31)) : wanted },
    // After all other tests and one file at a time: each file here keeps the machine busy by itself.
    fileParallelism: false,
    sequence: { groupOrder: 1 },
  },
});
