import type { IncomingMessage } from 'node:http';
import type { Delivery } from '@vzaps/core/webhooks';

/** What Express and body parsers add to Node's request. */
export interface ExpressRequest extends IncomingMessage {
  originalUrl?: string;
  body?: unknown;
  rawBody?: unknown;
}

const CURE =
  'Mount vzapsWebhook() above express.json(), or give its route express.raw({ type: () => true }), or keep the ' +
  'bytes with express.json({ verify: (req, res, bytes) => { req.rawBody = bytes } }).';

/**
 * The bytes where they can be had: kept by a hook, left by `express.raw()`, or still in the stream. What a parser
 * made of them counts only if the stream was consumed: Express 4 sets `{}` on bodies that it skipped. What is read of
 * the stream goes into `read`, too.
 */
export function deliveryOf(req: ExpressRequest, read?: Uint8Array[]): Delivery {
  const { method = '', headers, originalUrl, url = '', rawBody, body } = req;
  const request = { method, target: originalUrl ?? url, headers };
  const bytes = [rawBody, body].find((each) => each instanceof Uint8Array);
  // A parser that left bytes has inflated them, too.
  if (bytes) return { ...request, headers: { ...headers, 'content-encoding': undefined }, body: bytes as Uint8Array };
  if (!req.readableDidRead) {
    return {
      ...request,
      body() {
        const chunks = req.iterator({ destroyOnReturn: false });
        return read ? noted(chunks, read) : chunks;
      },
    };
  }
  return { ...request, parsed: body, rawBodyHint: CURE };
}

async function* noted(chunks: AsyncIterable<Uint8Array>, read: Uint8Array[]): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    read.push(chunk);
    yield chunk;
  }
}
