import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root: string = join(import.meta.dirname, '../..');

export const packages: string[] = readdirSync(join(root, 'packages'));

/** The folders of the adapters. The rules for adapters hold for each of them. */
export const adapters: string[] = ['express', 'hono', 'nestjs'];

/** The text of a file, by its path from the root of the repository. */
export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** The text of a source file without its comments. */
export function readCode(path: string): string {
  return read(path).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
}

/** The paths of tracked and new files below these folders, without ignored files. */
export function listFiles(...folders: string[]): string[] {
  const options = ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', '--', ...folders];
  const deleted = new Set(git('ls-files', '--deleted'));
  return git(...options).filter((path) => !deleted.has(path));
}

/** TypeScript files that are part of a program: no test, no test fixture. */
export function listSources(...folders: string[]): string[] {
  return listFiles(...folders).filter((path) => path.endsWith('.ts') && !isTest(path));
}

export function isTest(path: string): boolean {
  return /\.(test|test-d|fixture)\.ts$|\/(test|spec|recipes)\//.test(path);
}

function git(...args: string[]): string[] {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
}
