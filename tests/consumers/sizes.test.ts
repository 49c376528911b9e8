/** How large the bundles of core are, and that they load zod only for `schemas`. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProject, type Project } from './project.ts';

/** Prints the size of a minified bundle after gzip, and how many bytes of the bundle are zod. */
const MEASURE = `
const { gzipSync } = require('node:zlib');
const [code, condition] = process.argv.slice(2);
const platform = condition === 'node' ? 'node' : 'browser';
require('esbuild').build({
  stdin: { contents: code, resolveDir: process.cwd() }, bundle: true, minify: true, format: 'esm', write: false,
  metafile: true, platform, conditions: [condition, 'import'], external: ['node:*'],
}).then(({ outputFiles, metafile }) => {
  const [{ inputs }] = Object.values(metafile.outputs);
  const zod = Object.entries(inputs).filter(([file]) => file.includes('/zod/'));
  const zodBytes = zod.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
  console.log(JSON.stringify({ gzip: gzipSync(outputFiles[0].contents).length, zodBytes }));
});
`;

/** Prints whether zod was loaded: after the import, and after the code that follows it. */
const LOADED = `
const hasZod = () => Object.keys(require.cache).some((file) => /[\\\\/]zod[\\\\/]/.test(file));
const [name, code] = process.argv.slice(2);
const module_ = require(name);
const before = hasZod();
new Function('module_', 'require', code)(module_, require);
console.log(JSON.stringify([before, hasZod()]));
`;

let project: Project;

beforeAll(async () => {
  project = await createProject('sizes', { ours: ['@vzaps/core'], packages: ['esbuild'] });
  project.write('measure.cjs', MEASURE);
  project.write('loaded.cjs', LOADED);
});

afterAll(() => project?.remove());

const run = async (...args: string[]): Promise<unknown> => JSON.parse(await project.runAsync('node', ...args));

describe('the size of a minified bundle', () => {
  it.each([
    ['all of @vzaps/core/webhooks on Node', `export * from '@vzaps/core/webhooks'`, 'node', 33_900],
    ['all of @vzaps/core/webhooks on Workers', `export * from '@vzaps/core/webhooks'`, 'workerd', 36_600],
    ['parseEvent', `export { parseEvent } from '@vzaps/core/events'`, 'node', 13_300],
  ])('contains no zod and is within the budget after gzip for %s', async (_, code, condition, budget) => {
    const { gzip, zodBytes } = (await run('measure.cjs', code, condition)) as { gzip: number; zodBytes: number };
    expect(zodBytes).toBe(0);
    expect(gzip).toBeLessThanOrEqual(budget);
  });
});

describe('a CommonJS program', () => {
  it('does not load zod for the entry that receives deliveries', async () => {
    expect(await run('loaded.cjs', '@vzaps/core/webhooks', 'module_.memoryStore()')).toEqual([false, false]);
  });

  it('does not load zod for parseEvent()', async () => {
    expect(await run('loaded.cjs', '@vzaps/core/events', `module_.parseEvent('{}')`)).toEqual([false, false]);
  });

  it('loads zod at the first access to schemas, which are those of the published JSON Schemas', async () => {
    const code = `
      const { toJSONSchema } = require('zod');
      for (const [type, schema] of Object.entries(module_.schemas)) {
        require('node:assert').deepEqual(toJSONSchema(schema), require('@vzaps/core/schemas/' + type + '.json'));
      }
    `;
    expect(await run('loaded.cjs', '@vzaps/core/events', code)).toEqual([false, true]);
  });
});
