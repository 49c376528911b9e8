/** The rules that need a TypeScript program of the packages. To make it takes seconds, so they share one file. */
import { beforeAll, describe, expect, it } from 'vitest';
import { listSnapshots } from './api-snapshot.ts';
import { compileModules } from './compile-modules.ts';
import { listExamples, listMissingExamples, toModule } from './doc-examples.ts';
import { listGuideBlocks, listUncheckedBlocks } from './guide-blocks.ts';
import { listPublicNames } from './public-api.ts';
import { adapters, listFiles, packages, read } from './workspace.ts';

const withFile = <T extends object>(each: T, index: number) => ({
  ...each,
  file: `${'module' in each ? 'block' : 'example'}-${index}.ts`,
});
const examples = listExamples().map(withFile);
const blocks = listGuideBlocks().map(withFile);

let errors: Map<string, string>;

beforeAll(async () => {
  errors = await compileModules(
    new Map([
      ...examples.map((example) => [example.file, toModule(example)] as const),
      ...blocks.map(({ file, module }) => [file, module] as const),
    ]),
  );
});

const errorsOf = (file: string): string => errors.get(file) ?? '';

describe('the examples in docstrings', () => {
  it('are more than ten', () => {
    expect(examples.length).toBeGreaterThan(10);
  });

  it.each(examples.map(({ title, file }) => [title, file]))('compile for %s', (_title, file) => {
    expect(errorsOf(file)).toBe('');
  });

  it('cover every public function and class', () => {
    expect(listMissingExamples()).toEqual([]);
  });
});

describe('the code blocks of the documentation', () => {
  it('are more than ten', () => {
    expect(blocks.length).toBeGreaterThan(10);
  });

  it('are quoted from a file, or have a name and are compiled', () => {
    expect(listUncheckedBlocks()).toEqual([]);
  });

  it.each(blocks.map(({ title, file }) => [title, file]))('compile: %s', (_title, file) => {
    expect(errorsOf(file)).toBe('');
  });
});

/** The names of core that an adapter's main entry exports again. */
function namesFromCore(adapter: string): string[] {
  return listPublicNames()
    .filter(({ entry }) => entry.specifier === `@vzaps/${adapter}`)
    .filter(({ declarations }) =>
      declarations.some((node) => node.getSourceFile().fileName.includes('/packages/core/')),
    )
    .map(({ name }) => name)
    .sort();
}

it('The adapters re-export the same names of @vzaps/core', () => {
  const names = namesFromCore('express');
  expect(names).toContain('createReceiver');
  for (const adapter of adapters) expect(namesFromCore(adapter), adapter).toEqual(names);
});

const snapshots = listSnapshots();

describe('the public API', () => {
  it.each(snapshots)('is described in $path (`pnpm api` writes it)', ({ path, text }) => {
    expect(read(path)).toBe(text);
  });

  it('is described by one file for each entry, and by no other file', () => {
    const files = packages.flatMap((folder) => listFiles(`packages/${folder}/api`));
    expect(files.sort()).toEqual(snapshots.map(({ path }) => path).sort());
  });

  it('is described with the signature of each method of the client', () => {
    const client = read('packages/core/api/client.md');
    expect(client).toMatch(/^ {2}messages\.sendText: \(request: \{.*phone: string.*\}/m);
    expect(client).toMatch(/^ {2}webhooks\.set: \(request: \{.*webhookURL: string.*\}/m);
  });
});
