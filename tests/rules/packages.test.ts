/** Packages look alike, so that a reader of one finds everything in the others. */
import { describe, expect, it } from 'vitest';
import { listFiles, listSources, packages, read } from './workspace.ts';

/** What stands at the top of a package's folder. */
const TOP = ['README.md', 'package.json', 'tsconfig.json', 'src'];
const OPTIONAL = [
  'CHANGELOG.md',
  'api',
  'fixtures',
  'golden',
  'recipes',
  'schemas',
  'scripts',
  'spec',
  'vitest.config.ts',
];
/** The first fields of package.json, in this order. `sideEffects` and `bin` are not in each package. */
const FIELDS = [
  'name',
  'version',
  'description',
  'license',
  'homepage',
  'bugs',
  'repository',
  'author',
  'keywords',
  'type',
];
/** Packages that run outside Node. What needs Node in core is chosen by condition: see imports.test.ts. */
const PORTABLE = ['hono'];

interface Manifest {
  [field: string]: unknown;
  bin?: object;
  engines: object;
  files: string[];
  keywords: string[];
  scripts: Record<string, string>;
  sideEffects?: boolean;
}

describe.each(packages)('packages/%s', (folder) => {
  const manifest: Manifest = JSON.parse(read(`packages/${folder}/package.json`));
  const files = listFiles(`packages/${folder}`);

  it('has the files of a package at its top, and no others', () => {
    const top = [...new Set(files.map((path) => path.split('/')[2] ?? ''))];
    expect(top).toEqual(expect.arrayContaining(TOP));
    expect(top.filter((name) => !TOP.includes(name) && !OPTIONAL.includes(name))).toEqual([]);
  });

  it('has the fields of package.json in the same order, with the same values', () => {
    expect(Object.keys(manifest).slice(0, FIELDS.length)).toEqual(FIELDS);
    expect(manifest).toMatchObject({
      name: `@vzaps/${folder}`,
      license: 'MIT',
      type: 'module',
      engines: { node: '>=20.19' },
      keywords: expect.arrayContaining(['vzaps', 'whatsapp', 'webhook']),
    });
    expect(manifest.files).toContain('dist');
    expect(manifest.sideEffects).toBe(manifest.bin ? undefined : false);
    expect(manifest.scripts.build).toMatch(/^tsdown --config \.\.\/\.\.\/tsdown\.config\.ts\b/);
  });

  it('begins at src/index.ts, or at src/bin.ts if it is a command', () => {
    expect(files).toContain(`packages/${folder}/src/${manifest.bin ? 'bin' : 'index'}.ts`);
  });

  it('extends the options of the compiler that all packages share', () => {
    expect(read(`packages/${folder}/tsconfig.json`)).toContain('"extends": "../../tsconfig.base.json"');
  });
});

describe.each(PORTABLE)('packages/%s', (folder) => {
  it('uses no module and no global of Node', () => {
    const usesNode = /from 'node:|require\(|\b(Buffer|process|__dirname)\b[.[]/;
    const sources = listSources(`packages/${folder}/src`);
    expect(sources.length).toBeGreaterThan(3);
    expect(sources.filter((path) => usesNode.test(read(path)))).toEqual([]);
  });
});
