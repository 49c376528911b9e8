import { fileURLToPath } from 'node:url';
import { build } from 'tsdown';

const PACKAGE = new URL('../..', import.meta.url);

type Program = 'worker' | 'recovery';

/** The bundle of `<name>.process.ts`. A bundled program starts several times as fast as its source with tsx. */
export function bundleOf(name: Program): string {
  return fileURLToPath(new URL(`node_modules/.cache/vzaps-redis-test/${name}/${name}.process.mjs`, PACKAGE));
}

/** Makes the bundle. Call it before the tests that start the program. */
export async function bundleProgram(name: Program): Promise<void> {
  await build({
    config: false,
    cwd: fileURLToPath(PACKAGE),
    entry: [`src/test/${name}.process.ts`],
    outDir: `node_modules/.cache/vzaps-redis-test/${name}`,
    format: 'esm',
    dts: false,
    // In the workspace these packages are TypeScript sources.
    deps: { alwaysBundle: [/^@vzaps\//] },
    logLevel: 'error',
  });
}
