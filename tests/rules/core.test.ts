import { expect, it } from 'vitest';
import { listSources, read, readCode } from './workspace.ts';

const GUARDED = /const \{ (\w+) \} = globalThis as [\s\S]*$/;

const sources = listSources('packages/core/src');

it('@vzaps/core names no framework', () => {
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((path) => /\b(express|nestjs|hono|fastify)\b/i.test(readCode(path)))).toEqual([]);
});

it('@vzaps/core uses the globals Buffer and process only in files that package.json chooses by condition', () => {
  const conditional = /\.\/(src\/[^"]+\.ts)"/g;
  const imports = JSON.stringify(JSON.parse(read('packages/core/package.json')).imports);
  const allowed = new Set([...imports.matchAll(conditional)].map(([, file]) => `packages/core/${file}`));
  // A file that reads the global from globalThis handles the case that it does not exist.
  const users = sources.filter((path) => /\b(Buffer|process)\b\./.test(readCode(path).replace(GUARDED, '')));
  expect(users.filter((path) => !allowed.has(path))).toEqual([]);
});
