import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { imports as resolveImports } from 'resolve.exports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProject, type Project } from './project.ts';

let project: Project;
const installed = (path: string): string => join(project.folder, 'node_modules', path);

beforeAll(async () => {
  project = await createProject('packages', {
    packages: [
      ...['express', 'hono', '@nestjs/common', '@nestjs/core', 'reflect-metadata', 'rxjs', 'ioredis'],
      ...['@types/express', '@types/node', 'typescript'],
    ],
  });
});

afterAll(() => project?.remove());

const ADAPTERS = ['@vzaps/express', '@vzaps/hono', '@vzaps/nestjs', '@vzaps/redis'];
const ENTRIES = ['@vzaps/core', '@vzaps/core/events', '@vzaps/core/webhooks', '@vzaps/core/client', ...ADAPTERS];

/** A user's first program: one delivery through a real Express server. */
const PROGRAM = `
  const signer = createUrlSigner({ secret: 'x'.repeat(32) });
  const receiver = createReceiver({ verify: signer.verify }).on('Message', (event) => console.log(event.text));
  const server = express().post('/hook', vzapsWebhook(receiver)).listen(0, async () => {
    const url = signer.sign('http://127.0.0.1:' + server.address().port + '/hook', { instanceId: 'VZ1' });
    const { status, outcome } = await deliver(url, samplePayload('Message', { text: 'hello' }));
    console.log(status, outcome, parseEvent('{}').type, typeof VZapsClient);
    server.close();
  });
`;
const EXPECTED = 'hello\n200 handled Unknown function\n';

const TYPED_PROGRAM = `
import { createReceiver, unsafeSkipVerification, vzapsVerify, vzapsWebhook, type EventOf, VZapsClient } from '@vzaps/express';
import { parseEvent } from '@vzaps/core/events';
import * as core from '@vzaps/core';
import * as testing from '@vzaps/testing';
import express from 'express';
import { Hono } from 'hono';
import * as hono from '@vzaps/hono';
import { redisStore } from '@vzaps/redis';

const client = new VZapsClient({ clientToken: 'a', clientSecret: 'b' });
const receiver = createReceiver({ verify: unsafeSkipVerification(), client }).on('Message', async (event, ctx) => {
  const text: string | undefined = event.text;
  const { messageId }: { messageId: string } = await ctx.reply(text ?? 'hello');
  console.log(messageId satisfies string);
});
// @ts-expect-error: there is no such event
receiver.on('MessageRead', () => {});
// @ts-expect-error: without a client there is no reply
createReceiver({ verify: unsafeSkipVerification() }).on('Message', (_event, ctx) => ctx.reply('no'));
const receipt = parseEvent({}) as EventOf<'ReadReceipt'>;
receipt.messageIds satisfies string[];
express().post('/hook', vzapsWebhook(receiver));
express().use('/checked', vzapsVerify(receiver), (req, res) => {
  res.json(req.vzaps?.event.type);
});
new Hono()
  .post('/hook', hono.vzapsWebhook(receiver))
  .post('/checked', hono.vzapsVerify(receiver), (c) => c.json(c.var.vzaps.event.type));
console.log(core, testing, redisStore);
`;

const NAMES = {
  '@vzaps/express': 'createReceiver, createUrlSigner, vzapsWebhook, VZapsClient',
  '@vzaps/core/events': 'parseEvent',
  '@vzaps/testing': 'deliver, samplePayload',
};

describe('a project that installs the tarballs', () => {
  it('runs a program in ESM', () => {
    const imports = Object.entries(NAMES).map(([from, names]) => `import { ${names} } from '${from}';`);
    project.write('esm.mjs', `import express from 'express';\n${imports.join('\n')}\n${PROGRAM}`);
    expect(project.run('node', 'esm.mjs')).toBe(EXPECTED);
  });

  it('runs a program in CommonJS', () => {
    const imports = Object.entries(NAMES).map(([from, names]) => `const { ${names} } = require('${from}');`);
    project.write('cjs.cjs', `const express = require('express');\n${imports.join('\n')}\n${PROGRAM}`);
    expect(project.run('node', 'cjs.cjs')).toBe(EXPECTED);
  });

  it.each([
    ['node16', 'node16', ['mts', 'cts']],
    ['bundler', 'esnext', ['mts']],
  ])('type-checks with moduleResolution %s and skipLibCheck: false', (moduleResolution, module, extensions) => {
    const files = extensions.map((extension) => `types-${moduleResolution}.${extension}`);
    for (const file of files) project.write(file, TYPED_PROGRAM);
    const options = { strict: true, skipLibCheck: false, target: 'es2022', types: ['node'], esModuleInterop: true };
    const compilerOptions = { ...options, noEmit: true, module, moduleResolution };
    expect(project.typeCheck(files, compilerOptions)).toBe('');
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
