/** The rules of the house that no linter knows. */
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The source without its comments, which may speak of a process. */
const codeOf = (path: string): string => read(path).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');

function sourcesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.(test|test-d|fixture)\.ts$|(^|\/)test\//.test(file))
    .map((file) => `${folder}/${file}`);
}

const packages = readdirSync(join(root, 'packages'));
const sources = packages.flatMap((name) => sourcesOf(`packages/${name}/src`));

describe('packages/core', () => {
  const conditional = new Set(
    [...read('packages/core/package.json').matchAll(/"\.\/(src\/[^"]+\.ts)"/g)]
      .map(([, file]) => `packages/core/${file}`)
      .filter((file) => /\/(crypto|transport)\//.test(file)),
  );

  it('names no Node built-in outside its conditional files', () => {
    const builtin = new RegExp(
      `from '(node:[^']+|${builtinModules.join('|')})'|import\\('(node:[^']+)'\\)|\\b(Buffer|process)\\b\\.`,
    );
    const offenders = sources.filter(
      (file) => file.startsWith('packages/core/') && !conditional.has(file) && builtin.test(codeOf(file)),
    );
    expect(offenders).toEqual([]);
  });

  it('loads undici nowhere but where a request is made', () => {
    const offenders = sources.filter((file) => /^import (?!type).*from 'undici'/m.test(read(file)));
    expect(offenders).toEqual([]);
  });

  it('keeps its rooms apart', () => {
    const names = (room: string, other: string) =>
      sourcesOf(`packages/core/src/${room}`).filter((file) =>
        new RegExp(`^import (?!type).*/${other}/`, 'm').test(read(file)),
      );
    expect(names('client', 'webhooks')).toEqual([]);
    expect(names('webhooks', 'client')).toEqual([]);
    expect(names('events', '(client|webhooks)')).toEqual([]);
  });

  it('names no framework', () => {
    const offenders = sourcesOf('packages/core/src').filter((file) => /express|nestjs|hono|fastify/i.test(read(file)));
    expect(offenders).toEqual([]);
  });
});

describe('adapters', () => {
  it.each(['express', 'hono', 'nestjs'])('%s translates: no status of its own, no schema, no JSON', (name) => {
    const own = /\b[1-5]\d\d\b|\bHttpStatus\b|(?<!\bHttp)Exception\(|\bJSON\.|from '(zod|ajv|valibot)/;
    const files = sourcesOf(`packages/${name}/src`);
    expect(files.length).toBeGreaterThan(3);
    expect(files.filter((file) => own.test(codeOf(file)))).toEqual([]);
  });
});

describe('every error code', () => {
  const union = /export type ErrorCode =([^;]+);/.exec(read('packages/core/src/errors.ts'))?.[1] ?? '';
  const codes = [...union.matchAll(/'([A-Z_]+)'/g)].map(([, code]) => code as string);
  const pages = readdirSync(join(root, 'docs/errors')).map((file) => basename(file, '.md'));

  it('has a page, and every page a code', () => {
    expect(codes.length).toBeGreaterThan(10);
    expect(pages.sort()).toEqual(codes.sort());
  });

  it.each(pages)('%s states the cause and the solution', (code) => {
    const page = read(`docs/errors/${code}.md`);
    expect(page).toMatch(new RegExp(`^# ${code}\n`));
    expect(page).toMatch(/\n## Cause\n/);
    expect(page).toMatch(/\n## Solution\n/);
  });
});

describe('the README', () => {
  it('quotes its example from apps/express, which CI runs', () => {
    const [, quoted = ''] =
      /<!-- from apps\/express\/src\/main.ts -->\n```ts\n([\s\S]+?)```/.exec(read('README.md')) ?? [];
    const source = read('apps/express/src/main.ts');
    const lines = quoted.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(5);
    for (const block of quoted.trimEnd().split('\n\n')) expect(source).toContain(block);
  });

  it('names every package', () => {
    for (const name of packages) expect(read('README.md')).toContain(`packages/${name}`);
  });
});

describe('the README of an example', () => {
  const examples = readdirSync(join(root, 'apps')).filter((name) => name !== 'demo');

  it.each(examples)('apps/%s has five lines beside its title', (name) => {
    const [title = '', ...lines] = read(`apps/${name}/README.md`).split('\n').filter(Boolean);
    expect(title).toMatch(/^# /);
    expect(lines).toHaveLength(5);
    expect(lines.filter(({ length }) => length > 120)).toEqual([]);
  });
});
