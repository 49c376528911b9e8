/** Global setup: packs every package once, as `pnpm publish` would. All files of this suite install these tarballs. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

const PACKAGES = join(import.meta.dirname, '../../packages');

declare module 'vitest' {
  interface ProvidedContext {
    /** The tarball of each package, by its name. */
    tarballs: Record<string, string>;
    /** The file of pnpm that `node` runs. */
    pnpm: string;
  }
}

const run = promisify(execFile);

export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'vzaps-tarballs-'));
  const names = readdirSync(PACKAGES);
  const unbuilt = names.find((name) => !existsSync(join(PACKAGES, name, 'dist')));
  if (unbuilt) {
    throw new Error(
      `packages/${unbuilt} is not built. Run \`npx -y pnpm@10.34.9 test:consumers\`, which builds first.`,
    );
  }
  // One process packs all packages: a process for each takes several times the CPU time.
  const pnpm = await findPnpm();
  const pack = ['--filter', './packages/*', 'pack', '--out', join(folder, '%s.tgz')];
  await run('node', [pnpm, ...pack], { cwd: join(PACKAGES, '..') });
  project.provide('pnpm', pnpm);
  project.provide(
    'tarballs',
    Object.fromEntries(names.map((name) => [`@vzaps/${name}`, join(folder, `vzaps-${name}.tgz`)])),
  );
  return () => rmSync(folder, { recursive: true, force: true });
}

/** npx needs a second of CPU time, so it runs once for all tests. */
async function findPnpm(): Promise<string> {
  const { stdout } = await run('npx', ['-y', '--package=pnpm@10.34.9', '--call=command -v pnpm']);
  return realpathSync(stdout.trim());
}
