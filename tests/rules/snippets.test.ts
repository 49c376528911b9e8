import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listQuotedFiles, listUnquoted, readSnippet, writeSnippets } from './snippets.ts';
import { isTest, listFiles, packages, read } from './workspace.ts';

const pages = listFiles('.').filter((path) => path.endsWith('.md') && /<!-- snippet: /.test(read(path)));
const quotedOnly = [
  'README.md',
  'docs/getting-started.md',
  ...packages.map((folder) => `packages/${folder}/README.md`),
];
/** The tests, and the files of examples, because a file of an example can be imported by another one. */
const tests = listFiles('packages', 'apps', 'tests').filter((path) => /\.test\.ts$|\/(spec|recipes)\//.test(path));

describe('the code in Markdown pages', () => {
  it.each(pages)('%s quotes the present code of its files (`pnpm snippets` writes it)', (path) => {
    const page = read(path);
    expect(page).toBe(writeSnippets(page));
    expect(page.match(/<!-- snippet: /g)).toHaveLength(listQuotedFiles(page).length);
  });

  it.each(quotedOnly)('%s contains no code that is not quoted from a file', (path) => {
    expect(listUnquoted(read(path))).toEqual([]);
  });

  it('is quoted from tests, and from files that a test starts or imports', () => {
    const files = [...new Set(pages.flatMap((path) => listQuotedFiles(read(path))))];
    expect(files.length).toBeGreaterThan(5);
    const names = tests.map((path) => read(path)).join('\n');
    const isNamed = (file: string) => new RegExp(`/${basename(file, '.ts')}\\b`).test(names);
    expect(files.filter((file) => !(isTest(file) && file.endsWith('.test.ts')) && !isNamed(file))).toEqual([]);
  });
});

describe('a region of a file', () => {
  it('is quoted without its #region comments and without indentation', () => {
    const code = readSnippet('packages/express/recipes/quick-start.ts', 'bot');
    expect(code).toMatch(/^import /);
    expect(code).not.toContain('#region');
  });

  it('must exist', () => {
    expect(() => readSnippet('packages/express/recipes/quick-start.ts', 'missing')).toThrow('no region "missing"');
  });
});
