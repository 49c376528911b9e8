import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { VZapsClient, type VZapsClientOptions } from '../index.ts';

export interface Received {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

type Answer = (request: Received, response: ServerResponse, all: readonly Received[]) => unknown;

export interface TestServer {
  url: string;
  received: Received[];
  client(options?: Partial<VZapsClientOptions>): VZapsClient;
  /** The number of requests to this path. */
  count(path: string): number;
}

export const SECRETS = { clientToken: 'client-token-4711', clientSecret: 'client-secret-4712' };

/** A server on loopback. It answers `POST /token` with `token-1`, `token-2`, …, unless `tokens` is false. */
export async function startServer(answer: Answer, { tokens = true } = {}): Promise<TestServer> {
  const received: Received[] = [];
  const server = createServer((incoming, response) => {
    let body = '';
    incoming.on('data', (piece) => {
      body += piece;
    });
    incoming.on('end', () => {
      const request = { method: incoming.method ?? '', path: incoming.url ?? '', headers: incoming.headers, body };
      received.push(request);
      if (tokens && request.path === '/token') json(response, { access_token: tokenName(received), expires_in: 3600 });
      else answer(request, response, received);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url,
    received,
    client(options = {}) {
      const client = new VZapsClient({ baseUrl: url, ...SECRETS, retry: { baseMs: 1 }, ...options });
      onTestFinished(() => client.close());
      return client;
    },
    count: (path) => received.filter((request) => request.path === path).length,
  };
}

export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** The response to `webhooks.get`. */
export function webhook(response: ServerResponse): void {
  json(response, { code: 200, success: true, data: { webhook: 'https://example.com', subscribe: ['Message'] } });
}

function tokenName(received: readonly Received[]): string {
  return `token-${received.filter(({ path }) => path === '/token').length}`;
}
