import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { imports as resolveImports } from 'resolve.exports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DELIVERED, deliveryProgram, TYPED_PROGRAM } from './programs.ts';
import { createProject, type Project } from './project.ts';

let project: Project;
const installed = (path: string): string => join(project.folder, 'node_modules', path);

beforeAll(async () => {
  project = await createProject('packages', {
    installer: 'npm',
    packages: [
      ...['express', 'hono', '@nestjs/common', '@nestjs/core', 'reflect-metadata', 'rxjs', 'ioredis'],
      ...['@types/express', '@types/node', 'typescript', 'typescript-native@npm:typescript@7.0.2'],
    ],
  });
});

afterAll(() => project?.remove());

const TSC = 'node_modules/typescript/bin/tsc';
/** The native compiler, which needs a fifth of the CPU time of TypeScript 6. */
const NATIVE_TSC = 'node_modules/typescript-native/bin/tsc';

const ADAPTERS = ['@vzaps/express', '@vzaps/hono', '@vzaps/nestjs', '@vzaps/redis'];
const ENTRIES = ['@vzaps/core', '@vzaps/core/events', '@vzaps/core/webhooks', '@vzaps/core/client', ...ADAPTERS];

describe('a project that installs the tarballs', () => {
  it('runs a program in ESM', () => {
    project.write('esm.mjs', deliveryProgram('esm'));
    expect(project.run('node', 'esm.mjs')).toBe(DELIVERED);
  });

  it('runs a program in CommonJS', () => {
    project.write('cjs.cjs', deliveryProgram('cjs'));
    expect(project.run('node', 'cjs.cjs')).toBe(DELIVERED);
  });

  it.each([
    ['node16', 'node16', ['mts', 'cts'], TSC],
    ['bundler', 'esnext', ['mts'], NATIVE_TSC],
  ])(
    'type-checks with moduleResolution %s and skipLibCheck: false',
    async (moduleResolution, module, extensions, compiler) => {
      const files = extensions.map((extension) => `types-${moduleResolution}.${extension}`);
      for (const file of files) project.write(file, TYPED_PROGRAM);
      const options = { strict: true, skipLibCheck: false, target: 'es2022', types: ['node'], esModuleInterop: true };
      const compilerOptions = { ...options, noEmit: true, module, moduleResolution };
      expect(await project.typeCheck(files, compilerOptions, compiler)).toBe('');
    },
  );

  it('names ContextWithoutClient in the compiler error for ctx.reply() without a client', async () => {
    project.write(
      'without-client.mts',
      `import { createReceiver, unsafeSkipVerification } from '@vzaps/express';
       createReceiver({ verify: unsafeSkipVerification() }).on('Message', (_event, ctx) => ctx.reply('pong'));`,
    );
    const options = { strict: true, noEmit: true, module: 'node16', skipLibCheck: true, types: ['node'] };
    const errors = await project.typeCheck(['without-client.mts'], options, NATIVE_TSC);
    expect(errors).toContain("Property 'reply' does not exist on type 'ContextWithoutClient'");
  });

  it.each(ENTRIES)('does not load undici when it imports or requires %s', (entry) => {
    project.write(
      'graph.mjs',
      `import { register } from 'node:module';
       const hook = "export async function load(url, context, next) { console.log(url); return next(url, context); }";
       register('data:text/javascript,' + encodeURIComponent(hook));
       await import(process.argv[2]);`,
    );
    const imported = project.run('node', 'graph.mjs', entry);
    const program = `require('${entry}'); console.log(Object.keys(require.cache).join('\\n'))`;
    const required = project.run('node', '-e', program);
    for (const loaded of [imported, required]) {
      expect(loaded).toContain('/dist/');
      expect(loaded).not.toMatch(/node_modules\/undici\//);
    }
  });
});

describe('the tarball of @vzaps/core', () => {
  const { imports }: { imports: Record<string, unknown> } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../packages/core/package.json'), 'utf8'),
  );
  const names = Object.keys(imports);

  it.each(names)('keeps %s as an import, in ESM and in CommonJS', (name) => {
    const dist = installed('@vzaps/core/dist');
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => /\.[mc]js$/.test(file));
    const code = files.map((file) => readFileSync(join(dist, file), 'utf8')).join('\n');
    expect(code).toContain(`from "${name}"`);
    expect(code).toContain(`require("${name}")`);
  });

  // Bun and Deno set `node` as well. Their own condition must win.
  const CONDITIONS = [['workerd'], ['bun', 'node'], ['deno', 'node'], ['browser'], ['node'], []];

  it.each(CONDITIONS.flatMap((conditions) => names.map((name) => ({ conditions, name }))))(
    'resolves $name under the conditions $conditions to the build of the source that the repository uses',
    ({ conditions, name }) => {
      const published = JSON.parse(readFileSync(installed('@vzaps/core/package.json'), 'utf8'));
      const resolve = (manifest: object, format: string): string | undefined =>
        resolveImports(manifest as { name: string }, name, { conditions: [...conditions, format], unsafe: true })?.[0];
      const source = resolve({ name: '@vzaps/core', imports }, 'import') ?? '';
      expect(source).toMatch(/^\.\/src\/.+\.ts$/);
      const built = source.slice('./src/'.length, -'.ts'.length);
      expect(resolve(published, 'import')).toBe(`./dist/${built}.mjs`);
      expect(resolve(published, 'require')).toBe(`./dist/${built}.cjs`);
      for (const extension of ['mjs', 'cjs']) {
        expect(existsSync(installed(`@vzaps/core/dist/${built}.${extension}`))).toBe(true);
      }
    },
  );
});
