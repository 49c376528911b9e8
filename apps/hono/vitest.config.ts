import { defineProject } from 'vitest/config';

export default defineProject({
  // Each file starts processes, some of them a browser.
  test: { include: ['src/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
