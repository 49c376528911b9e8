/**
 * Prepares what tests need once for each run: bundles of the programs that they start, a new database, a line that says which
 * tests are skipped. Most runs are of a few files, so only the folders of these files are prepared.
 */
import type { TestProject } from 'vitest/node';

/** A file whose default export prepares a folder, and may return a function that cleans up. */
interface Preparation {
  default(project: TestProject): unknown;
}

/** A place is the beginning of the paths of test files. */
const PREPARATIONS: readonly [places: readonly string[], load: () => Promise<Preparation>][] = [
  [['apps/demo/'], () => import('../../apps/demo/src/test/bundle-demo.ts')],
  [['apps/express/'], () => import('../../apps/express/src/test/bundle-examples.ts')],
  [['apps/hono/'], () => import('../../apps/hono/src/test/bundle-examples.ts')],
  [['apps/nestjs/'], () => import('../../apps/nestjs/src/test/skipped-tests.ts')],
  [['apps/nestjs/'], () => import('../../apps/nestjs/src/test/bundle-application.ts')],
  [['apps/nestjs/', 'tests/guides/exactly-once'], () => import('./new-database.ts')],
  [['packages/cli/'], () => import('../../packages/cli/src/test/bundle-cli.ts')],
  [['packages/redis/'], () => import('../../packages/redis/src/test/report-skipped.ts')],
];

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const files = project.vitest.state.getPaths();
  const needed = PREPARATIONS.filter(([places]) =>
    files.some((file) => places.some((place) => file.includes(`/${place}`))),
  );
  const results = await Promise.all(
    needed.map(async ([, load]) => {
      const { default: prepare } = await load();
      return prepare(project);
    }),
  );
  return async () => {
    for (const cleanUp of results) if (typeof cleanUp === 'function') await cleanUp();
  };
}
