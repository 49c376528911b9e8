import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { BIN, isInstalled, type Runtime } from './install.ts';

/** Finds the executable that `pnpm runtimes` installed, or one on the PATH. Returns `undefined` if there is none. */
export function findRuntime(name: Runtime): string | undefined {
  const folders = [...(isInstalled() ? [BIN] : []), ...(process.env.PATH ?? '').split(delimiter)];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
