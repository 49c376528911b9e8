import { defineProject } from 'vitest/config';

export default defineProject({
  // `*.browser.test.ts` need Chromium. The root's `test:browser` runs them.
  test: {
    include: ['src/**/*.test.ts'],
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: './src/test/bundle-examples.ts',
  },
});
