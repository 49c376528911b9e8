import { randomInt } from 'node:crypto';
import { defineProject } from 'vitest/config';
import { WAITING_PROJECT } from '../setup/waiting-projects.ts';

const seed = process.env.RELIABILITY_SEED ?? '1';

/** `RELIABILITY=full` runs the suite at full size. The small size is the default. */
const size = process.env.RELIABILITY ?? 'small';

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
      RELIABILITY: size,
    },
    isolate: false,
    // At full size one file at a time: a scenario measures memory and times of its processes.
    ...(size === 'full' ? { maxWorkers: 1, sequence: { groupOrder: 2 } } : WAITING_PROJECT),
  },
});
