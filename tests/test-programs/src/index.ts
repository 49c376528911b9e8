import { join } from 'node:path';
import { build } from 'tsdown';

/** These packages read files beside their modules, or Nest loads them only if they are installed. */
const UNBUNDLED = [/^@electric-sql\//, /^@nestjs\/(microservices|websockets)/, /^class-/, /^pg-native$/];

const OUTPUT = 'node_modules/.cache/test-programs';

/**
 * Bundles the programs that the tests of a package start. Call it in `globalSetup` or `beforeAll`. A bundled program starts
 * several times as fast as its source with tsx. Its dependencies are part of the bundle, because Node needs half of the start of
 * a Nest application to find a thousand modules.
 *
 * @param folder The package.
 * @param programs Its programs: `src/main.ts`. Programs with other names than their files: `{ first: 'src/main.ts' }`.
 * @param external Packages that stay modules of their own.
 * @param output The folder of the bundles, if `bundleOf()` is not used.
 */
export async function bundlePrograms(
  folder: string,
  programs: string[] | Record<string, string>,
  external: string[] = [],
  output: string = OUTPUT,
): Promise<void> {
  await build({
    config: false,
    cwd: folder,
    entry: programs,
    outDir: output,
    // Another file may just use a bundle of the same package.
    clean: false,
    format: 'esm',
    target: 'es2022',
    dts: false,
    deps: { alwaysBundle: [/./], neverBundle: [...UNBUNDLED, ...external], onlyBundle: false },
    logLevel: 'error',
  });
}

/** The path of a bundled program, by its name without `.ts`. */
export function bundleOf(folder: string, name: string): string {
  return join(folder, OUTPUT, `${name}.mjs`);
}
