/** For each package with peers, a program that prints `200 handled` if the package works with the installed peers. */

interface PeerProgram {
  /** Returns the other packages that the program needs, as `name` or `name@version`. `versions` has the peers' versions. */
  packages: (versions: Readonly<Record<string, string>>) => string[];
  code: string;
}

const HEAD = `
import { deliver, samplePayload } from '@vzaps/testing';
const secret = 'x'.repeat(32);
async function run(signer, origin) {
  const url = signer.sign(origin + '/webhooks/vzaps', { instanceId: 'VZ1' });
  const { status, outcome } = await deliver(url, samplePayload('Message', { text: 'hello' }));
  console.log(status, outcome);
}
`;

export const PEER_PROGRAMS: Record<string, PeerProgram> = {
  '@vzaps/express': {
    packages: () => [],
    code: `${HEAD}
import express from 'express';
import { createReceiver, createUrlSigner, vzapsVerify, vzapsWebhook } from '@vzaps/express';
const signer = createUrlSigner({ secret });
const receiver = createReceiver({ verify: signer.verify }).on('Message', () => {});
const app = express().use(express.json()).post('/webhooks/vzaps', vzapsWebhook(receiver));
const server = app.listen(0, '127.0.0.1', async () => {
  await run(signer, 'http://127.0.0.1:' + server.address().port);
  server.close();
});`,
  },
  '@vzaps/hono': {
    packages: () => ['@hono/node-server'],
    code: `${HEAD}
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createReceiver, createUrlSigner, vzapsWebhook } from '@vzaps/hono';
const signer = createUrlSigner({ secret });
const receiver = createReceiver({ verify: signer.verify }).on('Message', () => {});
const app = new Hono().post('/webhooks/vzaps', vzapsWebhook(receiver));
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, async ({ port }) => {
  await run(signer, 'http://127.0.0.1:' + port);
  server.close();
});`,
  },
  '@vzaps/nestjs': {
    packages: (versions) => [`@nestjs/platform-express@${versions['@nestjs/core']}`, 'reflect-metadata@0.1.14'],
    code: `${HEAD}
import 'reflect-metadata';
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createUrlSigner, OnVZapsEvent, VZapsModule } from '@vzaps/nestjs';
const signer = createUrlSigner({ secret });
class Bot { handle() {} }
OnVZapsEvent('Message')(Bot.prototype, 'handle', Object.getOwnPropertyDescriptor(Bot.prototype, 'handle'));
Injectable()(Bot);
class AppModule {}
Module({ imports: [VZapsModule.forRoot({ verify: signer.verify })], providers: [Bot] })(AppModule);
const app = await NestFactory.create(AppModule, { logger: ['error'] });
await app.listen(0, '127.0.0.1');
await run(signer, await app.getUrl());
await app.close();`,
  },
  '@vzaps/redis': {
    packages: () => [],
    code: `
import { Redis } from 'ioredis';
import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { redisInbox, redisStore } from '@vzaps/redis';
import { samplePayload } from '@vzaps/testing';
const redis = new Redis(process.argv[2]);
const inbox = redisInbox({ connection: redis });
const idempotency = redisStore(redis);
const receiver = createReceiver({ verify: unsafeSkipVerification(), instanceId: 'VZ1', idempotency, inbox });
const handled = new Promise((resolve) => receiver.on('Message', resolve));
inbox.startWorker(receiver);
const body = JSON.stringify(samplePayload('Message'));
const response = await receiver.fetch(new Request('http://x.example/', { method: 'POST', body }));
await handled;
const { outcome } = await response.json();
console.log(response.status, outcome === 'queued' ? 'handled' : outcome);
await inbox.close();
await receiver.close();
redis.disconnect();`,
  },
  '@vzaps/core': {
    packages: () => [],
    code: `
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const { createTelemetry } = require('@vzaps/core/otel');
const { createReceiver, unsafeSkipVerification } = require('@vzaps/core/webhooks');
const { samplePayload } = require('@vzaps/testing');
const { onOutcome } = createTelemetry();
const receiver = createReceiver({ verify: unsafeSkipVerification(), instanceId: 'VZ1', onOutcome }).on('Message', () => {});
const body = JSON.stringify(samplePayload('Message'));
const response = await receiver.fetch(new Request('http://x.example/', { method: 'POST', body }));
console.log(response.status, (await response.json()).outcome);`,
  },
};
