import { defineProject } from 'vitest/config';

export default defineProject({
  test: {
    include: ['src/**/*.test.ts'],
    isolate: false,
    testTimeout: 240_000,
    hookTimeout: 60_000,
    globalSetup: ['./src/test/bundle-cli.ts'],
  },
});
