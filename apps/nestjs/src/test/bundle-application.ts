import { fileURLToPath } from 'node:url';
import { bundlePrograms } from 'test-programs';

export default async function setup(): Promise<void> {
  await bundlePrograms(fileURLToPath(new URL('../..', import.meta.url)), ['src/main.ts', 'src/minimal.ts']);
}
