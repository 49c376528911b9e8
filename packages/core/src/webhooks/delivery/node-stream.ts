import type { BodyReading } from './body-reading.ts';

/** The part of a Node stream that is needed to read it by events. */
interface NodeStream {
  readonly destroyed?: boolean;
  readonly readableEnded?: boolean;
  on(event: string, listener: (chunk: Uint8Array | string) => void): unknown;
  resume(): unknown;
}

export function isNodeStream(source: object): source is NodeStream {
  const { on, resume } = source as Partial<NodeStream>;
  return typeof on === 'function' && typeof resume === 'function';
}

/**
 * Reads a Node stream by its events.
 *
 * The listeners stay when the reading is over. So the rest of a request is dropped, its connection can carry the next
 * request, and a later error of the stream does not end the process.
 */
export function readNodeStream(stream: NodeStream, reading: BodyReading): void {
  // Such a stream emits nothing any more.
  if (stream.readableEnded) reading.end();
  if (stream.destroyed) reading.fail('broken');
  if (reading.isOver) return;
  const onBroken = () => reading.fail('broken');
  stream.on('data', (chunk) => {
    // After `setEncoding()` the chunks are texts.
    reading.add(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk);
  });
  stream.on('end', () => reading.end());
  stream.on('error', onBroken);
  stream.on('close', onBroken);
  // A stream that was paused does not flow by itself.
  stream.resume();
}
