/** The blocks of the guides about tests, AWS Lambda, Workers and hand-written handlers. */
import type { AddressInfo } from 'node:net';
import * as expressModule from '@vzaps/express';
import * as testingModule from '@vzaps/testing';
import express from 'express';
import serverless from 'serverless-http';
import { expect, it, onTestFinished } from 'vitest';
import { readBlocks, runBlock } from './guide-blocks.ts';

const { createUrlSigner, VZapsClient } = expressModule;
const { createFakeVZaps, samplePayload } = testingModule;
const SECRET = 'x'.repeat(32);

const blocksOf = (guide: string) => readBlocks(`docs/guides/${guide}.md`).blocks;

async function startFake() {
  const fake = await createFakeVZaps();
  const client = new VZapsClient({ baseUrl: fake.url, clientToken: fake.clientToken, clientSecret: fake.clientSecret });
  onTestFinished(async () => {
    await Promise.all([client.close(), fake.close()]);
  });
  return { fake, client, instanceId: fake.instances[0].id };
}

it.each(['unit', 'receiver', 'webhook'])(
  'guide testing-your-handlers: the tests of the block "%s" pass',
  async (name) => {
    const blocks = blocksOf('testing-your-handlers');
    const tests: [string, () => Promise<void>][] = [];
    const modules = {
      vitest: { expect, it: (title: string, run: () => Promise<void>) => tests.push([title, run]) },
      '@vzaps/express': expressModule,
      '@vzaps/testing': testingModule,
      express: { default: express },
    };
    const code = `${blocks.get('handler')}\n${blocks.get(name)}`.replace(/^import .* from '\.\/ping';\n/m, '');
    await runBlock(code, modules, {});
    expect(tests.length).toBeGreaterThan(0);
    for (const [, run] of tests) await run();
  },
);

it('guide aws-lambda: the function answers a ping that API Gateway delivers', async () => {
  const { fake, instanceId } = await startFake();
  const env = {
    VZAPS_BASE_URL: fake.url,
    VZAPS_CLIENT_TOKEN: fake.clientToken,
    VZAPS_CLIENT_SECRET: fake.clientSecret,
    WEBHOOK_SECRET: SECRET,
  };
  const modules = {
    '@vzaps/express': expressModule,
    express: { default: express },
    'serverless-http': { default: serverless },
  };
  const { handler } = await runBlock(blocksOf('aws-lambda').get('handler') ?? '', modules, { process: { env } });
  const url = new URL(createUrlSigner({ secret: SECRET }).sign('https://example.com/webhooks/vzaps', { instanceId }));
  const response = await (handler as (event: object, context: object) => Promise<{ statusCode: number }>)(
    {
      version: '2.0',
      rawPath: url.pathname,
      rawQueryString: url.search.slice(1),
      headers: { 'content-type': 'application/json' },
      requestContext: { http: { method: 'POST', path: url.pathname, sourceIp: '127.0.0.1' } },
      body: JSON.stringify(samplePayload('Message', { text: 'ping' })),
      isBase64Encoded: false,
    },
    {},
  );
  expect(response.statusCode).toBe(200);
  expect(fake.sent.map(({ body }) => body.message)).toEqual(['pong']);
});

it.each(['before', 'after'])(
  'guide from-a-hand-written-handler: the code of the block "%s" answers ping on the registered URL',
  async (name) => {
    const { fake, client, instanceId } = await startFake();
    const app = express();
    const token = 'a token of the old URL';
    const signer = createUrlSigner({ secret: SECRET });
    const scope = { ...expressModule, app, express, token, client, signer, instanceId };
    await runBlock(blocksOf('from-a-hand-written-handler').get(name) ?? '', {}, scope);
    const server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/vzaps`;
    const register = (webhookURL: string) => client.webhooks.set({ instanceId, webhookURL, events: ['Message'] });

    await register(`${url}?token=${encodeURIComponent(token)}`);
    const entry = await fake.deliver(instanceId, samplePayload('Message', { text: 'ping', envelope: 'B' } as never));
    expect(entry.status).toBe('success');
    await expect.poll(() => fake.sent.map(({ body }) => body.message)).toEqual(['pong']);
    await register(`${url}?token=wrong`);
    expect(await fake.deliver(instanceId, samplePayload('Message', { text: 'ping' }))).toMatchObject({
      status: 'failed',
    });
    if (name === 'before') return;
    await register(signer.sign(url, { instanceId }));
    expect(await fake.deliver(instanceId, samplePayload('Message', { text: 'ping' }))).toMatchObject({
      status: 'success',
    });
  },
);
