import { fileURLToPath } from 'node:url';
import * as programs from 'test-programs';

const PACKAGE = fileURLToPath(new URL('../..', import.meta.url));

type Program = 'worker' | 'recovery';

/** The bundle of `<name>.process.ts`. */
export function bundleOf(name: Program): string {
  return programs.bundleOf(PACKAGE, `${name}.process`);
}

/** Makes the bundle. Call it before the tests that start the program. */
export async function bundleProgram(name: Program): Promise<void> {
  await programs.bundlePrograms(PACKAGE, [`src/test/${name}.process.ts`]);
}
