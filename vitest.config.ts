import { defineConfig } from 'vitest/config';

/** The file that CI counts the tests from. */
const report = process.env.VITEST_JSON;

export default defineConfig({
  test: {
    projects: ['packages/*', 'apps/*', 'tests/*/vitest.config.ts'],
    // One more than two cores, because many tests wait for processes and timeouts.
    maxWorkers: 3,
    reporters: [
      'default',
      './tests/conformance/table-reporter.ts',
      './tests/reporters/slowest-files.ts',
      ...(report ? ['json'] : []),
    ],
    ...(report && { outputFile: report }),
  },
});
