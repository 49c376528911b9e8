import { channel } from 'node:diagnostics_channel';
import { createGlobalFetchTransport } from './fetch-transport.ts';
import { type BodyReader, readText } from './read-text.ts';
import type { Dispatcher, Publish, ResponseBody, Transport, TransportOptions } from './transport.ts';

/** `#transport` on Node: undici with its own connection pool. Undici is loaded at the first request. */
export function createTransport({ connections, dispatcher }: TransportOptions): Transport {
  if (dispatcher) return createDispatcherTransport(dispatcher, async () => {});
  let opened: Promise<Transport> | undefined;
  return {
    async send(request) {
      opened ??= openTransport(connections);
      return (await opened).send(request);
    },
    neverSent,
    async close() {
      const transport = opened;
      opened = undefined;
      await (await transport)?.close();
    },
  };
}

/** Undici cannot be loaded in some bundles and test runners. Then the global `fetch` sends the requests. */
async function openTransport(connections: number): Promise<Transport> {
  try {
    const { Agent } = await import('undici');
    const agent = new Agent({ connections, pipelining: 1 });
    return createDispatcherTransport(agent, () => agent.close());
  } catch (error) {
    return createGlobalFetchTransport(error);
  }
}

function createDispatcherTransport(dispatcher: Dispatcher, close: () => Promise<void>): Transport {
  return {
    async send({ url, method, headers, body, signal, maxResponseBytes }) {
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
      const header = (name: string) => firstOf(response.headers[name.toLowerCase()]);
      const text = await readText(readBody(response.body), maxResponseBytes, header('content-length'));
      return { status: response.statusCode, text, header };
    },
    neverSent,
    close,
  };
}

function readBody(body: ResponseBody): BodyReader {
  const iterator = body[Symbol.asyncIterator]();
  return {
    next: () => iterator.next(),
    cancel() {
      // A stream that is destroyed before its end emits an error. Without a listener it would end the process.
      body.on?.('error', () => {});
      body.destroy?.();
    },
  };
}

/**
 * True for failed name look-ups and connects. If several addresses were tried, all must have failed like that.
 *
 * An error can come from another realm, such as Jest's, so `instanceof` is not used.
 */
function neverSent(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, syscall, errors } = error as { code?: unknown; syscall?: unknown; errors?: unknown };
  if (Array.isArray(errors)) return errors.length > 0 && errors.every(neverSent);
  return code === 'UND_ERR_CONNECT_TIMEOUT' || syscall === 'connect' || syscall === 'getaddrinfo';
}

function firstOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

export const publish: Publish = (name, message) => {
  const diagnostics = channel(name);
  if (diagnostics.hasSubscribers) diagnostics.publish(message());
};
