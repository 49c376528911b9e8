import { defineConfig } from 'vitest/config';

/** The file that CI counts the tests from. */
const report = process.env.VITEST_JSON;

/**
 * The tests of packages, guides and event traffic. New tests belong here, unless they need settings of their own. They
 * are one project, and the files of a worker share their modules, because loading the packages for each of 200 files
 * takes longer than most tests. A test that needs fresh modules starts a process.
 */
const packages = {
  name: 'packages',
  include: ['packages/*/{src,recipes}/**/*.test.ts', 'tests/{event-traffic,guides}/**/*.test.ts'],
  exclude: ['packages/cli/**', '**/node_modules/**'],
  globalSetup: './packages/redis/src/test/report-skipped.ts',
  isolate: false,
  testTimeout: 120_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    projects: [{ test: packages }, 'packages/cli', 'apps/*', 'tests/*/vitest.config.ts'],
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
