/** What users get is the tarball, not this folder: packed, installed in an empty folder, and used from there. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imports as resolveImports } from 'resolve.exports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'vzaps-packed-'));
const installed = (path: string): string => join(folder, 'node_modules', path);
const run = (file: string, ...args: string[]): string =>
  execFileSync(file, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

beforeAll(() => {
  const published = readdirSync(join(root, 'packages'));
  for (const name of published) {
    execFileSync('pnpm', ['pack', '--pack-destination', folder], { cwd: join(root, 'packages', name), stdio: 'pipe' });
  }
  const catalog = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8');
  const version = (name: string): string => new RegExp(`^  '?${name}'?: (.+)$`, 'm').exec(catalog)?.[1] ?? '';
  const dependencies = Object.fromEntries([
    ...readdirSync(folder).map((tarball) => [`@vzaps/${/^vzaps-(\w+)-/.exec(tarball)?.[1]}`, `file:./${tarball}`]),
    ...['express', 'hono', '@nestjs/common', '@nestjs/core', 'reflect-metadata', 'rxjs', 'ioredis'].map((name) => [
      name,
      version(name),
    ]),
    ...['@types/express', '@types/node', 'typescript'].map((name) => [name, version(name)]),
  ]);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  run('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ADAPTERS = ['@vzaps/express', '@vzaps/hono', '@vzaps/nestjs', '@vzaps/redis'];
const ENTRIES = ['@vzaps/core', '@vzaps/core/events', '@vzaps/core/webhooks', '@vzaps/core/client', ...ADAPTERS];

/** A delivery through a real Express server, as a user's first program would make it. */
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

describe('the packed tarballs', () => {
  it('work from ESM', () => {
    const head = Object.entries(NAMES).map(([from, names]) => `import { ${names} } from '${from}';`);
    writeFileSync(join(folder, 'esm.mjs'), `import express from 'express';\n${head.join('\n')}\n${PROGRAM}`);
    expect(run('node', 'esm.mjs')).toBe(EXPECTED);
  });

  it('work from CommonJS', () => {
    const head = Object.entries(NAMES).map(([from, names]) => `const { ${names} } = require('${from}');`);
    writeFileSync(join(folder, 'cjs.cjs'), `const express = require('express');\n${head.join('\n')}\n${PROGRAM}`);
    expect(run('node', 'cjs.cjs')).toBe(EXPECTED);
  });

  it.each([
    ['node16', 'node16', ['mts', 'cts']],
    ['bundler', 'esnext', ['mts']],
  ])('type under moduleResolution %s, with skipLibCheck off', (moduleResolution, module, extensions) => {
    const files = extensions.map((extension) => `types-${moduleResolution}.${extension}`);
    for (const file of files) writeFileSync(join(folder, file), TYPED_PROGRAM);
    const options = { strict: true, skipLibCheck: false, target: 'es2022', types: ['node'], esModuleInterop: true };
    const compilerOptions = { ...options, noEmit: true, module, moduleResolution };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    expect(runTsc()).toBe('');
  });

  it.each(ENTRIES)('%s loads no undici', (entry) => {
    writeFileSync(
      join(folder, 'graph.mjs'),
      `import { register } from 'node:module';
       const hook = "export async function load(url, context, next) { console.log(url); return next(url, context); }";
       register('data:text/javascript,' + encodeURIComponent(hook));
       await import(process.argv[2]);`,
    );
    const loaded = run('node', 'graph.mjs', entry);
    expect(loaded).toContain('/dist/');
    expect(loaded).not.toMatch(/node_modules\/undici\//);
    const required = run('node', '-e', `require('${entry}'); console.log(Object.keys(require.cache).join('\\n'))`);
    expect(required).toContain('/dist/');
    expect(required).not.toMatch(/node_modules\/undici\//);
  });

  it('keep #crypto and #transport as imports, in ESM and in CommonJS', () => {
    const dist = installed('@vzaps/core/dist');
    const sources = readdirSync(dist, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.[mc]js$/.test(file))
      .map((file) => readFileSync(join(dist, file), 'utf8'));
    for (const name of ['#crypto', '#transport']) {
      expect(sources.some((source) => source.includes(`from "${name}"`))).toBe(true);
      expect(sources.some((source) => source.includes(`require("${name}")`))).toBe(true);
    }
  });

  it.each([
    ['workerd', 'portable', 'fetch'],
    ['bun', 'node', 'fetch'],
    ['deno', 'node', 'fetch'],
    ['browser', 'portable', 'fetch'],
    ['node', 'node', 'undici'],
    ['default', 'portable', 'fetch'],
  ])('resolve #crypto and #transport under %s to %s and %s', (condition, crypto, transport) => {
    const manifest = JSON.parse(readFileSync(installed('@vzaps/core/package.json'), 'utf8'));
    // Bun and Deno set `node`, too: theirs must win.
    const also = condition === 'bun' || condition === 'deno' ? ['node'] : [];
    for (const format of ['import', 'require']) {
      const conditions = [condition, format, ...also].filter((each) => each !== 'default');
      const [cryptoFile] = resolveImports(manifest, '#crypto', { conditions, unsafe: true }) ?? [];
      const [transportFile] = resolveImports(manifest, '#transport', { conditions, unsafe: true }) ?? [];
      const extension = format === 'import' ? 'mjs' : 'cjs';
      expect(cryptoFile).toBe(`./dist/webhooks/crypto/${crypto}.${extension}`);
      expect(transportFile).toBe(`./dist/client/http/transport/${transport}.${extension}`);
      for (const file of [cryptoFile, transportFile]) expect(existsSync(installed(`@vzaps/core/${file}`))).toBe(true);
    }
  });
});

function runTsc(): string {
  try {
    return run('npx', 'tsc', '--project', '.');
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
