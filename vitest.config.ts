import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['packages/*', 'apps/*', 'tests', 'tests/*/vitest.config.ts'],
    // Vitest keeps one core free for itself, of two as well.
    maxWorkers: '100%',
    reporters: ['default', './tests/conformance/table-reporter.ts', ...(process.env.VITEST_JSON ? ['json'] : [])],
    ...(process.env.VITEST_JSON && { outputFile: process.env.VITEST_JSON }),
  },
});
