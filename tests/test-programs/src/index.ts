import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { build } from 'tsdown';

/** These packages read files beside their modules, or Nest loads them only if they are installed. */
const UNBUNDLED = [/^@electric-sql\//, /^@nestjs\/(microservices|websockets)/, /^class-/, /^pg-native$/];

const OUTPUT = 'node_modules/.cache/test-programs';

/**
 * Bundles the programs that the tests of a package start. Call it in `globalSetup` or `beforeAll`. A bundled program starts
 * several times as fast as its source with tsx. Its dependencies are part of the bundle, because Node needs half of the start
 * of a Nest application to find a thousand modules.
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

const chosen = new Set<number>();

/**
 * A port for a program that does not print the port on which it listens, or that is started again on the same port. It is below
 * the range from which the system assigns ports. So no connection and no other server gets it while nothing listens on it.
 */
export async function findFreePort(): Promise<number> {
  for (;;) {
    // The Redis servers of tests have the ports below.
    const port = randomInt(22_000, 32_000);
    if (chosen.has(port)) continue;
    chosen.add(port);
    const server = createServer().listen(port, '127.0.0.1');
    try {
      await once(server, 'listening');
    } catch {
      continue;
    }
    await once(server.close(), 'close');
    return port;
  }
}
