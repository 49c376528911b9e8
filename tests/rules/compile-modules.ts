import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './workspace.ts';

const COMPILER = join(root, 'node_modules/typescript-native/bin/tsc');

/** Below `node_modules`, because Git and the other rules ignore it. The packages of this folder resolve from there. */
const CACHE = join(import.meta.dirname, 'node_modules/.cache');

/**
 * Compiles modules that exist as text only, by file name. Returns the errors of each file, with line and column. A process of
 * the native compiler does it, because it needs a fraction of the time that a second program in this process needs.
 */
export async function compileModules(modules: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'modules-'));
  try {
    for (const [file, text] of modules) writeFileSync(join(folder, file), text);
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(configOf([...modules.keys()])));
    const output = await runCompiler(folder);
    return groupByFile(output, modules);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function configOf(files: string[]): object {
  return {
    extends: join(root, 'tsconfig.base.json'),
    compilerOptions: { experimentalDecorators: true, noUnusedLocals: false, noUnusedParameters: false },
    files,
  };
}

function runCompiler(folder: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const args = [COMPILER, '--pretty', 'false', '--checkers', '1'];
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error && stdout === '') reject(new Error(`The compiler failed: ${stderr}`, { cause: error }));
      else resolve(stdout);
    });
  });
}

/** An error begins with `file(line,column): error`. Indented lines continue it. */
function groupByFile(output: string, modules: ReadonlyMap<string, string>): Map<string, string> {
  const errors = new Map<string, string>();
  for (const error of output.split(/\n(?! )/).filter(Boolean)) {
    const file = /^([^(]+)\(\d+,\d+\): error /.exec(error)?.[1];
    if (file === undefined || !modules.has(file)) {
      throw new Error(`The compiler reports an error outside the compiled modules: ${error}`);
    }
    errors.set(file, `${errors.get(file) ?? ''}${error}\n`);
  }
  return errors;
}
