/** Bundles of a server that contain our packages, made by each bundler, in ESM and in CommonJS where it can. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProject, type Project } from './project.ts';

/** Receives a delivery, and replies through the API client. */
const PROGRAM = `
import { createReceiver, createUrlSigner, VZapsClient, vzapsWebhook } from '@vzaps/hono';
import { Hono } from 'hono';

const { instanceId, body, ...options } = globalThis.given;
const client = new VZapsClient(options);
const signer = createUrlSigner({ secret: 'x'.repeat(32) });
const receiver = createReceiver({ verify: signer.verify, client }).on('Message', async (event, ctx) => {
  const { messageId } = await ctx.reply('pong');
  console.log(event.text, typeof messageId);
});
const app = new Hono().post('/hook', vzapsWebhook(receiver));
const url = signer.sign('http://127.0.0.1/hook', { instanceId });
Promise.resolve(app.request(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } }))
  .then((response) => console.log(response.status))
  .then(() => client.close())
  .then(() => globalThis.given.onEnd());
`;

/** Starts a fake VZaps, and loads a bundle. */
const RUN = `
import { createFakeVZaps, samplePayload } from '@vzaps/testing';

const fake = await createFakeVZaps();
globalThis.given = {
  instanceId: fake.instances[0].id,
  body: JSON.stringify(samplePayload('Message', { text: 'hello' })),
  baseUrl: fake.url,
  clientToken: fake.clientToken,
  clientSecret: fake.clientSecret,
};
Object.defineProperty(globalThis.given, 'onEnd', { value: () => fake.close() });
await import(process.argv[2]);
`;

const rollup = (options: string, output: string): string => `(async () => {
    const { nodeResolve } = require('@rollup/plugin-node-resolve');
    const plugins = [nodeResolve({ exportConditions: ['node'], preferBuiltins: true }), require('@rollup/plugin-commonjs')(),
      require('@rollup/plugin-json')()];
    const bundle = await require('rollup').rollup({ input: 'program.js', plugins, onwarn() {}, ${options} });
    await bundle.write({ format: 'es', ${output} });
  })()`;

/** Each writes into the folder `out`. */
const BUILDS: Record<string, string> = {
  'esbuild in ESM': `require('esbuild').build({ entryPoints: ['program.js'], bundle: true, platform: 'node', format: 'esm',
    outfile: out + '/bundle.mjs' })`,
  'esbuild in CommonJS': `require('esbuild').build({ entryPoints: ['program.js'], bundle: true, platform: 'node', format: 'cjs',
    outfile: out + '/bundle.cjs' })`,
  'esbuild in ESM, without undici in the bundle': `require('esbuild').build({ entryPoints: ['program.js'], bundle: true,
    platform: 'node', format: 'esm', external: ['undici'], outfile: out + '/bundle.mjs' })`,
  'rollup in ESM, without undici in the bundle': rollup(
    "external: ['undici']",
    "file: out + '/bundle.mjs', inlineDynamicImports: true",
  ),
  'rollup in ESM, with undici in a chunk': rollup('', "dir: out, entryFileNames: 'bundle.mjs'"),
  'webpack in CommonJS': `new Promise((resolve, reject) => require('webpack')({ entry: './program.js', target: 'node20',
    mode: 'production', optimization: { minimize: false }, output: { path: process.cwd() + '/' + out, filename: 'bundle.cjs' } },
    (error, stats) => error || stats.hasErrors() ? reject(error ?? stats.toString('errors-only')) : resolve()))`,
  'webpack in ESM': `new Promise((resolve, reject) => require('webpack')({ entry: './program.js', target: 'node20',
    mode: 'production', optimization: { minimize: false }, experiments: { outputModule: true },
    output: { path: process.cwd() + '/' + out, filename: 'bundle.mjs', chunkFilename: '[name].chunk.mjs', module: true } },
    (error, stats) => error || stats.hasErrors() ? reject(error ?? stats.toString('errors-only')) : resolve()))`,
  'Vite for a server, without undici in the bundle': `import('vite').then(({ build }) => build({ logLevel: 'error',
    ssr: { noExternal: true, external: ['undici'] }, build: { ssr: 'program.js', outDir: out, emptyOutDir: false,
    rollupOptions: { output: { entryFileNames: 'bundle.mjs' } } } }))`,
  'Vite for a server': `import('vite').then(({ build }) => build({ logLevel: 'error', ssr: { noExternal: true },
    build: { ssr: 'program.js', outDir: out, emptyOutDir: false, rollupOptions: { output: { entryFileNames: 'bundle.mjs' } } } }))`,
};

const names = Object.keys(BUILDS);
const folderOf = (name: string): string => `out-${names.indexOf(name)}`;

/**
 * Makes all bundles, because a process for each would load and compile the bundlers again. Prints the error of each build
 * that failed.
 */
const BUILD = `
const builds = [${names.map((name) => `(out) => ${BUILDS[name]}`).join(',\n')}];
(async () => {
  const errors = [];
  for (const [index, build] of builds.entries()) {
    try {
      await build('out-' + index);
    } catch (error) {
      errors[index] = String(error);
    }
  }
  console.log(JSON.stringify(errors));
})();
`;

let project: Project;
let errors: (string | null)[];

beforeAll(async () => {
  project = await createProject('bundlers', {
    type: 'module',
    packages: [
      ...['hono', 'esbuild', 'webpack@5.113.0', 'rollup@4.68.8', 'vite@7.3.8'],
      ...['@rollup/plugin-node-resolve@16.0.3', '@rollup/plugin-commonjs@29.0.3', '@rollup/plugin-json@6.1.0'],
    ],
  });
  project.write('program.js', PROGRAM);
  project.write('run.mjs', RUN);
  project.write('build.cjs', BUILD);
  errors = JSON.parse(await project.runAsync('node', 'build.cjs'));
});

afterAll(() => project?.remove());

describe('a bundle of a server', () => {
  it.each(names)('runs when %s made it', async (name) => {
    expect(errors[names.indexOf(name)] ?? '').toBe('');
    const file = name.includes('CommonJS') ? 'bundle.cjs' : 'bundle.mjs';
    expect(await project.tryRun('node', 'run.mjs', `./${folderOf(name)}/${file}`)).toMatchObject({
      code: 0,
      output: 'hello string\n200\n',
    });
  });
});
