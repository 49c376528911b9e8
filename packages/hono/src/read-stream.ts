/**
 * The body as it comes; nothing of the request is touched before the first chunk is asked for. What is left when
 * nobody wants more is read to its end and dropped: on Node the next request of the connection stands behind it.
 * `read` gets the chunks that were handed out.
 */
export async function* unreadBody(raw: Request, read?: Uint8Array[]): AsyncGenerator<Uint8Array> {
  const reader = raw.body?.getReader();
  if (!reader) return;
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      ended = done;
      if (done) return;
      read?.push(value);
      yield value;
    }
  } finally {
    if (!ended) drain(reader);
  }
}

/** In the background. How long a sender may go on is the server's to limit; `@hono/node-server` gives it 500 ms. */
async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    // The sender went away.
  }
}
