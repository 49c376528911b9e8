/** Global setup: packs every package once, as `pnpm publish` would. All files of this suite install these tarballs. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

const PACKAGES = join(import.meta.dirname, '../../packages');

declare module 'vitest' {
  interface ProvidedContext {
    /** The tarball of each package, by its name. */
    tarballs: Record<string, string>;
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'vzaps-tarballs-'));
  const tarballs = await Promise.all(
    readdirSync(PACKAGES).map(async (name) => [`@vzaps/${name}`, await pack(name, folder)] as const),
  );
  project.provide('tarballs', Object.fromEntries(tarballs));
  return () => rmSync(folder, { recursive: true, force: true });
}

async function pack(name: string, folder: string): Promise<string> {
  const cwd = join(PACKAGES, name);
  if (!existsSync(join(cwd, 'dist'))) {
    throw new Error(`packages/${name} is not built. Run \`npx -y pnpm@10.34.9 test:consumers\`, which builds first.`);
  }
  const tarball = join(folder, `${name}.tgz`);
  await promisify(execFile)('npx', ['-y', 'pnpm@10.34.9', 'pack', '--out', tarball], { cwd });
  return tarball;
}
