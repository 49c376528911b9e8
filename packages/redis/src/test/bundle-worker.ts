import { fileURLToPath } from 'node:url';
import { build } from 'tsdown';

const PACKAGE = new URL('../..', import.meta.url);

/** The bundle of `worker.process.ts`. A bundled program starts several times as fast as its source with tsx. */
export const WORKER_BUNDLE = fileURLToPath(new URL('node_modules/.cache/vzaps-redis-test/worker.process.mjs', PACKAGE));

export default async function setup(): Promise<void> {
  await build({
    config: false,
    cwd: fileURLToPath(PACKAGE),
    entry: ['src/test/worker.process.ts'],
    outDir: 'node_modules/.cache/vzaps-redis-test',
    format: 'esm',
    dts: false,
    // In the workspace these packages are TypeScript sources.
    deps: { alwaysBundle: [/^@vzaps\//] },
    logLevel: 'error',
  });
}
