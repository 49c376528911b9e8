import type { Transport } from './transport.ts';

/** A transport on any `fetch`. Its errors do not say how far a request came, so any may have been taken. */
export function fetchTransport(fetch: typeof globalThis.fetch): Transport {
  return {
    async send({ url, method, headers, body, signal }) {
      const response = await fetch(url.href, {
        method,
        headers,
        ...(body !== undefined && { body }),
        signal,
        // Followed to another host, the credentials would go along.
        redirect: 'manual',
      });
      const text = await response.text();
      return { status: response.status, text, header: (name) => response.headers.get(name) ?? undefined };
    },
    neverSent: () => false,
    close: async () => {},
  };
}
