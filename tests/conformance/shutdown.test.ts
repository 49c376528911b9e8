/** Runs the shutdown lines of the READMEs under keep-alive clients that send deliveries without a pause. */
import { once } from 'node:events';
import { Agent, createServer, type RequestListener, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { createReceiver, type Receiver, unsafeSkipVerification, vzapsWebhook } from '@vzaps/express';
import { vzapsWebhook as honoWebhook } from '@vzaps/hono';
import { samplePayload } from '@vzaps/testing';
import express5 from 'express';
// @ts-expect-error: the alias has no types. Both versions have the functions that are used here.
import express4 from 'express4';
import { Hono } from 'hono';
import { expect, it, vi } from 'vitest';

const CLIENTS = 4;

const LISTENERS: Record<string, (receiver: Receiver) => RequestListener> = {
  'Express 5': (receiver) => express5().post('/', vzapsWebhook(receiver)),
  'Express 4': (receiver) => (express4 as typeof express5)().post('/', vzapsWebhook(receiver)),
  'Hono on @hono/node-server': (receiver) => getRequestListener(new Hono().post('/', honoWebhook(receiver)).fetch),
  'receiver.fetch on @hono/node-server': (receiver) => getRequestListener(receiver.fetch),
};

interface Delivered {
  status: number | undefined;
  connection: string | undefined;
  outcome: string;
}

/** Sends one delivery over the agent's connection. Rejects if the server refuses or ends the connection. */
function deliver(agent: Agent, port: number, payload: unknown): Promise<Delivered> {
  return new Promise((resolve, reject) => {
    const options = { agent, host: '127.0.0.1', port, method: 'POST', headers: { 'content-type': 'application/json' } };
    const outgoing = request(options, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      const { connection } = response.headers;
      resolve({ status: response.statusCode, connection, outcome: JSON.parse(text).outcome });
    });
    outgoing.on('error', reject).end(JSON.stringify(payload));
  });
}

it.each(Object.entries(LISTENERS))(
  'the shutdown code of the README ends a server on %s after its running handlers have finished, although keep-alive clients still deliver',
  async (_, createListener) => {
    let release: (() => void) | undefined;
    const receiver = createReceiver({ verify: unsafeSkipVerification(), instanceId: 'VZ1' })
      .on('Message', () => new Promise<void>((resolve) => (release = resolve)))
      .on('Connected', () => sleep(10));
    const server = createServer(createListener(receiver)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;

    const delivered: Delivered[] = [];
    const agents = Array.from({ length: CLIENTS }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
    const running = deliver(new Agent({ keepAlive: true }), port, samplePayload('Message'));
    const clients = agents.map(async (agent) => {
      for (;;) delivered.push(await deliver(agent, port, samplePayload('Connected')));
    });
    const errors = Promise.all(clients.map((client) => client.catch((error: { code: string }) => error.code)));
    await vi.waitUntil(() => release && delivered.length > 10 * CLIENTS, { timeout: 30_000 });

    const before = delivered.length;
    const closed = once(server, 'close');
    // The lines of the READMEs. The handler of the message ends in the meantime.
    server.close();
    const closing = receiver.close();
    setTimeout(() => release?.(), 100);
    await closing;
    server.closeIdleConnections();

    expect(await running).toEqual({ status: 200, outcome: 'handled', connection: 'close' });
    await closed;
    const after = delivered.slice(before);
    // Each client can have one response that was sent before the shutdown and is read after it.
    expect(after.filter(({ connection }) => connection !== 'close').length).toBeLessThanOrEqual(CLIENTS);
    expect(['handled', 'overloaded']).toEqual(expect.arrayContaining(after.map(({ outcome }) => outcome)));
    for (const code of await errors) expect(['ECONNREFUSED', 'ECONNRESET']).toContain(code);
    for (const agent of agents) agent.destroy();
  },
);
