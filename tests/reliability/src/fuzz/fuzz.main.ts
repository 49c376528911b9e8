/** A server with one adapter, for the fuzz tests. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerRequests } from '../deployment/answer-requests.ts';
import { collectProcessErrors } from '../deployment/process-errors.ts';
import type { Adapter } from './adapters/adapter.ts';

const SERVERS: Record<Adapter, () => Promise<Server>> = {
  'Express 4': async () => (await import('./adapters/express.ts')).express4Server(),
  'Express 5': async () => (await import('./adapters/express.ts')).express5Server(),
  'Hono on node-server': async () => (await import('./adapters/hono.ts')).honoServer(),
  'Nest 12 on Express': async () => (await import('./adapters/nest.ts')).nestExpressServer(),
  'Nest 12 on Fastify': async () => (await import('./adapters/nest.ts')).nestFastifyServer(),
};

const errors = collectProcessErrors();
const { adapter }: { adapter: Adapter } = JSON.parse(process.argv[2] ?? '');
const server = (await SERVERS[adapter]()).listen(0, '127.0.0.1');
await once(server, 'listening');
answerRequests((server.address() as AddressInfo).port, () => errors);
