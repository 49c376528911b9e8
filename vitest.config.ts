import { defineConfig } from 'vitest/config';

/** The file that CI counts the tests from. */
const report = process.env.VITEST_JSON;

export default defineConfig({
  test: {
    projects: ['packages/*', 'apps/*', 'tests/*/vitest.config.ts'],
    // The default leaves one core idle. On a machine with two cores that doubles the time.
    maxWorkers: '100%',
    reporters: [
      'default',
      './tests/conformance/table-reporter.ts',
      './tests/reporters/slowest-files.ts',
      ...(report ? ['json'] : []),
    ],
    ...(report && { outputFile: report }),
  },
});
