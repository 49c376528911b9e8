import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles, packages, read } from './workspace.ts';

describe('the README of the repository', () => {
  it('quotes its example from apps/express/src/main.ts', () => {
    const [, quoted = ''] =
      /<!-- from apps\/express\/src\/main.ts -->\n```ts\n([\s\S]+?)```/.exec(read('README.md')) ?? [];
    const source = read('apps/express/src/main.ts');
    expect(quoted.trimEnd().split('\n').length).toBeGreaterThan(5);
    for (const block of quoted.trimEnd().split('\n\n')) expect(source).toContain(block);
  });

  it('links to every package', () => {
    for (const name of packages) expect(read('README.md')).toContain(`packages/${name}`);
  });
});

describe('the README of an example', () => {
  const readmes = listFiles('apps').filter((path) => basename(path) === 'README.md' && !path.startsWith('apps/demo/'));

  it.each(readmes)('%s has a title and five lines', (path) => {
    const [title = '', ...lines] = read(path).split('\n').filter(Boolean);
    expect(title).toMatch(/^# /);
    expect(lines).toHaveLength(5);
    expect(lines.filter(({ length }) => length > 120)).toEqual([]);
  });
});
