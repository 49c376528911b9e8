import type { Transport } from './transport.ts';

/** A transport that uses `fetch`. The errors of `fetch` do not show whether a request reached VZaps. */
export function createFetchTransport(fetch: typeof globalThis.fetch): Transport {
  return {
    async send({ url, method, headers, body, signal }) {
      const response = await fetch(url.href, {
        method,
        headers,
        ...(body !== undefined && { body }),
        signal,
        // A redirect to another host would send the credentials there.
        redirect: 'manual',
      });
      const text = await response.text();
      return { status: response.status, text, header: (name) => response.headers.get(name) ?? undefined };
    },
    neverSent: () => false,
    close: async () => {},
  };
}
