import { fileURLToPath } from 'node:url';
import { bundlePrograms } from 'test-programs';

const FOLDER = fileURLToPath(new URL('..', import.meta.url));

/** Bundles the programs that the suite starts, once for each run. */
export default function setup(): Promise<void> {
  return bundlePrograms(FOLDER, ['src/**/*.main.ts']);
}
