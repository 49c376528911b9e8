import { channel } from 'node:diagnostics_channel';
import type { Dispatcher, Publish, Transport, TransportOptions } from './transport.ts';

/** What `#transport` is on Node: undici, with a pool of its own, loaded at the first request. */
export function createTransport({ connections, dispatcher: given }: TransportOptions): Transport {
  let own: Promise<Dispatcher & { close(): Promise<void> }> | undefined;
  const open = () => {
    own ??= import('undici').then(({ Agent }) => new Agent({ connections, pipelining: 1 }));
    return own;
  };
  return {
    async send({ url, method, headers, body, signal }) {
      const dispatcher = given ?? (await open());
      const response = await dispatcher.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: method as 'GET',
        headers: { ...headers },
        body: body ?? null,
        signal,
        // The call's own timer covers both.
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      const text = await response.body.text();
      return { status: response.statusCode, text, header: (name) => first(response.headers[name.toLowerCase()]) };
    },
    neverSent,
    async close() {
      const agent = own;
      own = undefined;
      await (await agent)?.close();
    },
  };
}

/** Name look-ups and connects that failed; of several addresses, all must have. */
function neverSent(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(neverSent);
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  return code === 'UND_ERR_CONNECT_TIMEOUT' || syscall === 'connect' || syscall === 'getaddrinfo';
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

export const publish: Publish = (name, message) => {
  const subscribed = channel(name);
  if (subscribed.hasSubscribers) subscribed.publish(message());
};
