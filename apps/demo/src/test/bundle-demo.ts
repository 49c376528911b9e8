import { fileURLToPath } from 'node:url';
import { bundlePrograms } from 'test-programs';

/** Bundles the demo. `dist` is as deep as `src`, because the demo finds the examples by a path relative to its own file. */
export default function setup(): Promise<void> {
  return bundlePrograms(fileURLToPath(new URL('../..', import.meta.url)), ['src/main.ts'], [], 'dist');
}
