import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { listSources, read } from './workspace.ts';

const MAX_LINES = 200;
const MAX_FILES = 16;

/** Folders of siblings of one kind: one file for each event type, content kind, resource of the API or group of vectors. */
const FOLDERS_OF_SIBLINGS = [
  'packages/core/src/events/types',
  'packages/core/src/events/content',
  'packages/core/src/client/resources',
  'packages/testing/src/contract/vectors',
];

const sources = listSources('packages', 'apps', 'tests', 'bench');

it(`every source file has at most ${MAX_LINES} lines`, () => {
  const long = sources.filter((path) => !isGenerated(path) && read(path).split('\n').length - 1 > MAX_LINES);
  expect(long).toEqual([]);
});

it(`every folder has at most ${MAX_FILES} source files`, () => {
  const counts = new Map<string, number>();
  for (const folder of sources.map((path) => dirname(path))) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  const full = [...counts].filter(([folder, count]) => count > MAX_FILES && !FOLDERS_OF_SIBLINGS.includes(folder));
  expect(full.map(([folder, count]) => `${folder}: ${count}`)).toEqual([]);
});

function isGenerated(path: string): boolean {
  return /[./]generated[./]/.test(path) || /^(\/\/|\/\*\*) Generated /.test(read(path));
}
