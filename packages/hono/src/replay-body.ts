/**
 * The request as it was before somebody read these chunks of it: Hono's own `bodyLimit()` does the same. They are
 * kept once, and no longer than until they are read.
 */
export function unreadAgain(raw: Request, chunks: readonly Uint8Array[]): Request {
  try {
    return new Request(raw, streaming(chunks));
  } catch {
    // @hono/node-server's own kind of request, where it was told to leave the global ones alone.
    const { url, method, headers, signal } = raw;
    return new Request(url, { method, headers, signal, ...streaming(chunks) });
  }
}

function streaming(chunks: readonly Uint8Array[]): RequestInit {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  // Node asks for `duplex`; the types of the DOM do not know it.
  return { body, duplex: 'half' } as RequestInit;
}
