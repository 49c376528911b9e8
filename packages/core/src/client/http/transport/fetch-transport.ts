import { VZapsError } from '../../../errors.ts';
import { readFile } from './read-file.ts';
import { type BodyReader, readText } from './read-text.ts';
import type { Transport } from './transport.ts';

/** A transport that uses `fetch`. The errors of `fetch` do not show whether a request reached VZaps. */
export function createFetchTransport(fetch: typeof globalThis.fetch): Transport {
  return {
    async send({ origin, path, method, headers, body, signal, maxResponseBytes, decodesFile }) {
      // A redirect to another host would send the credentials there.
      const init: RequestInit = { method, headers, signal: signal.toAbortSignal(), redirect: 'manual' };
      if (body !== undefined) init.body = body;
      const response = await fetch(origin + path, init);
      const header = (name: string) => response.headers.get(name) ?? undefined;
      if (decodesFile && response.body) {
        const read = await readFile(readStream(response.body), maxResponseBytes, header('content-length'));
        return { status: response.status, header, ...read };
      }
      const text = response.body
        ? await readText(readStream(response.body), maxResponseBytes, header('content-length'))
        : await response.text();
      return { status: response.status, text, header };
    },
    neverSent: () => false,
    close: async () => {},
  };
}

/** A ReadableStream cannot be iterated in every runtime, so its reader is used. */
function readStream(stream: ReadableStream<Uint8Array>): BodyReader {
  const reader = stream.getReader();
  return { next: () => reader.read(), cancel: () => reader.cancel().catch(() => {}) };
}

/**
 * A transport that uses the platform's own `fetch`. It is looked up at each request.
 *
 * @param cause The reason why undici cannot be used.
 */
export function createGlobalFetchTransport(cause?: unknown): Transport {
  return createFetchTransport(async (input, init) => {
    const { fetch } = globalThis as { fetch?: typeof globalThis.fetch };
    if (typeof fetch === 'function') return fetch(input, init);
    throw new VZapsError(
      'TRANSPORT_UNAVAILABLE',
      'The client cannot send requests: this environment has no global `fetch`, and undici cannot be loaded. ' +
        'Give the option `fetch` to new VZapsClient().',
      { cause },
    );
  });
}
