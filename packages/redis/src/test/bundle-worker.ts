import { fileURLToPath } from 'node:url';
import { build } from 'tsdown';

const PACKAGE = new URL('../..', import.meta.url);
const FOLDER = 'node_modules/.cache/vzaps-redis-test';

/** The bundle of `<name>.process.ts`. A bundled program starts several times as fast as its source with tsx. */
export function bundleOf(name: 'worker' | 'recovery'): string {
  return fileURLToPath(new URL(`${FOLDER}/${name}.process.mjs`, PACKAGE));
}

export default async function setup(): Promise<void> {
  await build({
    config: false,
    cwd: fileURLToPath(PACKAGE),
    entry: ['src/test/worker.process.ts', 'src/test/recovery.process.ts'],
    outDir: FOLDER,
    format: 'esm',
    dts: false,
    // In the workspace these packages are TypeScript sources.
    deps: { alwaysBundle: [/^@vzaps\//] },
    logLevel: 'error',
  });
}
