import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './tests/setup/sequencer.ts';
import { WAITING_PROJECT } from './tests/setup/waiting-projects.ts';

/** The file that CI counts the tests from. */
const report = process.env.VITEST_JSON;

const TIMEOUT_MS = 240_000;

const settings = {
  // The files of a worker share their modules, because loading the packages for each of 250 files takes longer than most
  // tests. A test that needs fresh modules starts a process.
  isolate: false,
  globalSetup: './tests/setup/prepare.ts',
  testTimeout: TIMEOUT_MS,
  hookTimeout: TIMEOUT_MS,
  // Names of tests with `$name` are shown as a whole. By default Vitest cuts the value after 40 characters.
  chaiConfig: { truncateThreshold: 200 },
  // The default of one second is less than a busy machine needs.
  expect: { poll: { timeout: 60_000 } },
};

const FOLDERS = '{packages,apps,tests/conformance,tests/event-traffic,tests/guides}';

/** Tests that measure the memory or the CPU time of their own process. Each has a process without the modules of other tests. */
const measuring = {
  ...settings,
  name: 'measuring',
  include: ['tests/conformance/large-download.test.ts', 'packages/testing/src/fake/api/endurance.test.ts'],
  isolate: true,
  ...WAITING_PROJECT,
  // These tests need no preparation, and Vitest would prepare the folders of all files of the run once more.
  globalSetup: [],
};

/**
 * The tests of packages, applications and guides. New tests belong here, unless they need settings of their own. What a folder
 * needs once for each run is prepared by tests/setup/prepare.ts.
 */
const main = {
  ...settings,
  name: 'main',
  include: [`${FOLDERS}/**/*.test.ts`],
  exclude: ['**/node_modules/**', '**/*.{browser,runtime}.test.ts', ...measuring.include],
};

/** Tests that need Chromium: `test:browser`. */
const browser = { ...settings, name: 'browser', include: [`${FOLDERS}/**/*.browser.test.ts`] };

/** Tests that need Bun, Deno or workerd, test older versions of the frameworks, or take long: `test:conformance`. */
const conformance = { ...settings, name: 'conformance', include: [`${FOLDERS}/**/*.runtime.test.ts`] };

export default defineConfig({
  test: {
    projects: [
      { test: main },
      { test: measuring },
      { test: browser },
      { test: conformance },
      'tests/*/vitest.config.ts',
    ],
    // One more than two cores, because many tests wait for processes and timeouts.
    maxWorkers: 3,
    sequence: { sequencer: SlowestFirst },
    reporters: [
      'default',
      './tests/conformance/table-reporter.ts',
      './tests/reporters/slowest-files.ts',
      ...(report ? ['json'] : []),
    ],
    ...(report && { outputFile: report }),
  },
});
