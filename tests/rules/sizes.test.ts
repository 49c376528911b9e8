import { expect, it } from 'vitest';
import { listSources, read } from './workspace.ts';

const MAX_LINES = 200;

const sources = listSources('packages', 'apps', 'tests', 'bench');

it(`every source file has at most ${MAX_LINES} lines`, () => {
  const long = sources.filter((path) => !isGenerated(path) && read(path).split('\n').length - 1 > MAX_LINES);
  expect(long).toEqual([]);
});

function isGenerated(path: string): boolean {
  return /[./]generated[./]/.test(path) || /^(\/\/|\/\*\*) Generated /.test(read(path));
}
