import { fileURLToPath } from 'node:url';
import { build } from 'tsdown';

const PACKAGE = new URL('../..', import.meta.url);

/** The bundle of `bin.ts`. A bundled command starts several times as fast as its source with tsx. */
export const CLI_BUNDLE = fileURLToPath(new URL('node_modules/.cache/vzaps-cli-test/bin.mjs', PACKAGE));

export default async function setup(): Promise<void> {
  await build({
    config: false,
    cwd: fileURLToPath(PACKAGE),
    entry: ['src/bin.ts'],
    outDir: 'node_modules/.cache/vzaps-cli-test',
    format: 'esm',
    dts: false,
    // In the workspace these packages are TypeScript sources.
    deps: { alwaysBundle: [/^@vzaps\//] },
    logLevel: 'error',
  });
}
