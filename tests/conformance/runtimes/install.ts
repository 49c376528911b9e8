import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The runtimes are no dependencies of the workspace, because most contributors never need these 350 MB. */
const VERSIONS = { bun: '1.4.5', deno: '2.9.6', workerd: '1.20261117.1' };

export type Runtime = keyof typeof VERSIONS;

const CACHE = join(import.meta.dirname, '../../../node_modules/.cache');
const FOLDER = join(CACHE, 'runtimes');
const MANIFEST = JSON.stringify({ private: true, dependencies: VERSIONS });

export const BIN = join(FOLDER, 'node_modules/.bin');

export function isInstalled(): boolean {
  try {
    return readFileSync(join(FOLDER, 'package.json'), 'utf8') === MANIFEST;
  } catch {
    return false;
  }
}

/** Installs the runtimes from the npm registry if they are missing. Several processes may call it at the same time. */
export function install(): void {
  if (isInstalled()) return;
  mkdirSync(CACHE, { recursive: true });
  const fresh = mkdtempSync(join(CACHE, 'runtimes-'));
  writeFileSync(join(fresh, 'package.json'), MANIFEST);
  const quietly = ['--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline', '--loglevel=error'];
  execFileSync('npm', ['install', ...quietly], { cwd: fresh, stdio: 'inherit' });
  // The finished folder is moved into place at once. If another process was faster, it installed the same.
  if (!isInstalled()) rmSync(FOLDER, { recursive: true, force: true });
  try {
    renameSync(fresh, FOLDER);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!isInstalled()) throw error;
  }
}

if (process.argv[1] === import.meta.filename) install();
