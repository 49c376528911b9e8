import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:http2';
import { Injectable } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { samplePayload } from '@vzaps/testing';
import { expect, it, vi } from 'vitest';
import { OnVZapsEvent, unsafeSkipVerification, VZapsModule } from '../../src/index.ts';
import { deferred, moduleOf, PLATFORMS, platforms } from '../app.fixture.ts';

const vzapsModule = () => VZapsModule.forRoot({ verify: unsafeSkipVerification(), partialWaitMs: 0 });

/** Posts one message over a connection of the agent. */
async function post(url: string, agent: Agent): Promise<number> {
  const outgoing = request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json' } });
  outgoing.end(JSON.stringify(samplePayload('Message')));
  const [response] = await once(outgoing, 'response');
  response.resume();
  await once(response, 'end');
  return response.statusCode;
}

it.each(platforms)('app.close() on %s ends although clients with keep-alive go on posting', async (platform) => {
  const root = moduleOf({ imports: [vzapsModule()] });
  const app = await NestFactory.create(root, PLATFORMS[platform](), { logger: false });
  await app.listen(0, '127.0.0.1');
  const url = `${await app.getUrl()}/webhooks/vzaps`;
  let isClosed = false;
  let handled = 0;
  const clients = Array.from({ length: 4 }, async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const statuses = new Set<number>();
    while (!isClosed) {
      await post(url, agent).then(
        (status) => {
          if (status === 200) handled += 1;
          statuses.add(status);
        },
        () => new Promise((resolve) => setTimeout(resolve, 1)),
      );
    }
    agent.destroy();
    return [...statuses];
  });
  await vi.waitUntil(() => handled > 100, { timeout: 60_000 });
  // If it waits for the clients, the test times out.
  await app.close();
  isClosed = true;
  for (const statuses of await Promise.all(clients)) {
    expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
  }
});

it('A delivery over HTTP/2 is answered with 503 while the application closes', async () => {
  const started = deferred();
  const finish = deferred();
  @Injectable()
  class Bot {
    @OnVZapsEvent('Message')
    answer() {
      started.resolve();
      return finish.promise;
    }
  }
  const root = moduleOf({ imports: [vzapsModule()], providers: [Bot] });
  const adapter = new FastifyAdapter({ http2: true } as never);
  const app = await NestFactory.create(root, adapter, { logger: false });
  await app.listen(0, '127.0.0.1');
  const session = connect(await app.getUrl());
  const postOverHttp2 = async () => {
    const headers = { ':method': 'POST', ':path': '/webhooks/vzaps', 'content-type': 'application/json' };
    const stream = session.request(headers);
    stream.end(JSON.stringify(samplePayload('Message')));
    const [response] = await once(stream, 'response');
    stream.resume();
    return response[':status'];
  };
  const first = postOverHttp2();
  await started.promise;
  const closed = app.close();
  await new Promise((resolve) => setImmediate(resolve));
  expect(await postOverHttp2()).toBe(503);
  finish.resolve();
  expect(await first).toBe(200);
  session.close();
  await closed;
});
