import { channel } from 'node:diagnostics_channel';
import { createGlobalFetchTransport } from './fetch-transport.ts';
import { readBodyText, toReader } from './read-body-text.ts';
import { readFile } from './read-file.ts';
import type { Dispatcher, Publish, Transport, TransportOptions, TransportRequest } from './transport.ts';

/** `#transport` on Node: undici with its own connection pool. Undici is loaded at the first request. */
export function createTransport({ connections, dispatcher }: TransportOptions): Transport {
  // The user's dispatcher may do with the signal whatever an `AbortSignal` permits.
  if (dispatcher)
    return createDispatcherTransport(
      dispatcher,
      ({ signal }) => signal.toAbortSignal(),
      async () => {},
    );
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
    return createDispatcherTransport(
      agent,
      ({ signal }) => signal as unknown as AbortSignal,
      () => agent.close(),
    );
  } catch (error) {
    return createGlobalFetchTransport(error);
  }
}

function createDispatcherTransport(
  dispatcher: Dispatcher,
  signalOf: (request: TransportRequest) => AbortSignal,
  close: () => Promise<void>,
): Transport {
  return {
    async send(request) {
      const { origin, path, method, headers, body = null, maxResponseBytes } = request;
      const response = await dispatcher.request({
        origin,
        path,
        method: method as 'GET',
        headers,
        body,
        signal: signalOf(request),
        // The timer of the attempt covers headers and body.
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      const header = (name: string) => firstOf(response.headers[name.toLowerCase()]);
      if (request.decodesFile) {
        const read = await readFile(toReader(response.body), maxResponseBytes, header('content-length'));
        return { status: response.statusCode, header, ...read };
      }
      const text = await readBodyText(response.body, maxResponseBytes, header('content-length'));
      return { status: response.statusCode, text, header };
    },
    neverSent,
    close,
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
