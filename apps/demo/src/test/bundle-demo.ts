import { fileURLToPath } from 'node:url';
import { bundlePrograms } from 'test-programs';

/** Bundles the demo. The bundle is as deep as the source, because the demo finds the examples beside its own folder. */
export default function setup(): Promise<void> {
  return bundlePrograms(fileURLToPath(new URL('../..', import.meta.url)), ['src/main.ts'], [], 'dist');
}
