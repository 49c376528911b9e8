/**
 * Returns the same request with an unread body that consists of these chunks, as Hono's `bodyLimit()` does. Each chunk
 * is held once, and only until it is read.
 */
export function replayBody(raw: Request, chunks: readonly Uint8Array[]): Request {
  try {
    return new Request(raw, streamOf(chunks));
  } catch {
    // With `overrideGlobalObjects: false`, @hono/node-server has its own class, which the global `Request` refuses.
    const { url, method, headers, signal } = raw;
    return new Request(url, { method, headers, signal, ...streamOf(chunks) });
  }
}

function streamOf(chunks: readonly Uint8Array[]): RequestInit {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  // Node requires `duplex`, which the DOM's types lack.
  return { body, duplex: 'half' } as RequestInit;
}
