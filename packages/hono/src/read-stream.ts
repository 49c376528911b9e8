/**
 * Reads the body chunk by chunk. It does not touch the request before the first chunk is asked for. If reading stops
 * early, the rest is read and dropped: on Node, the connection can carry the next request only after that.
 *
 * @param keep Receives each chunk that was read.
 */
export async function* readStream(raw: Request, keep?: (chunk: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  const reader = raw.body?.getReader();
  if (!reader) return;
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      ended = done;
      if (done) return;
      keep?.(value);
      yield value;
    }
  } finally {
    if (!ended) drain(reader);
  }
}

/** Reads the rest of the body in the background. The server limits how long this takes (`@hono/node-server`: 500 ms). */
async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    // The sender closed the connection.
  }
}
