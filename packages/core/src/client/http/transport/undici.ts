import { channel } from 'node:diagnostics_channel';
import type { Dispatcher, Publish, Transport, TransportOptions } from './transport.ts';

/** `#transport` on Node: undici with its own connection pool. Undici is loaded at the first request. */
export function createTransport({ connections, dispatcher: given }: TransportOptions): Transport {
  let ownAgent: Promise<Dispatcher & { close(): Promise<void> }> | undefined;
  const getAgent = () => {
    ownAgent ??= import('undici').then(({ Agent }) => new Agent({ connections, pipelining: 1 }));
    return ownAgent;
  };
  return {
    async send({ url, method, headers, body, signal }) {
      const dispatcher = given ?? (await getAgent());
      const response = await dispatcher.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: method as 'GET',
        headers: { ...headers },
        body: body ?? null,
        signal,
        // The timer of the attempt covers headers and body.
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      const text = await response.body.text();
      return { status: response.statusCode, text, header: (name) => firstOf(response.headers[name.toLowerCase()]) };
    },
    neverSent,
    async close() {
      const agent = ownAgent;
      ownAgent = undefined;
      await (await agent)?.close();
    },
  };
}

/** True for failed name look-ups and connects. If several addresses were tried, all must have failed like that. */
function neverSent(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(neverSent);
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  return code === 'UND_ERR_CONNECT_TIMEOUT' || syscall === 'connect' || syscall === 'getaddrinfo';
}

function firstOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

export const publish: Publish = (name, message) => {
  const diagnostics = channel(name);
  if (diagnostics.hasSubscribers) diagnostics.publish(message());
};
