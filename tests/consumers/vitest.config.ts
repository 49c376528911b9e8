import { defineProject } from 'vitest/config';

export default defineProject({
  test: {
    name: 'consumers',
    include: ['*.test.ts'],
    globalSetup: ['pack-tarballs.ts'],
    testTimeout: 120_000,
    // A hook installs packages.
    hookTimeout: 400_000,
  },
});
