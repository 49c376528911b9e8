import type { IncomingMessage } from 'node:http';
import type { Delivery } from '@vzaps/core/webhooks';

/** Node's request with what Express and body parsers add to it. */
export interface ExpressRequest extends IncomingMessage {
  originalUrl?: string;
  body?: unknown;
  rawBody?: unknown;
}

const RAW_BODY_HINT =
  'Mount vzapsWebhook() above express.json(), or give its route express.raw({ type: () => true }), or keep the ' +
  'bytes with express.json({ verify: (req, res, bytes) => { req.rawBody = bytes } }).';

/**
 * Describes a request for the receiver. It offers the bytes if they are available: in `req.rawBody`, in `req.body`
 * (after `express.raw()` or behind a Lambda adapter), or in the unread stream. Otherwise it offers what a parser put
 * into `req.body`.
 *
 * @param chunks Receives each chunk that is read from the stream.
 */
export function toDelivery(req: ExpressRequest, chunks?: Uint8Array[]): Delivery {
  const { method = '', headers, originalUrl, url = '', rawBody } = req;
  const request = { method, target: originalUrl ?? url, headers };
  const parsed = readParsedBody(req);
  const bytes = [rawBody, parsed.body].find((each) => each instanceof Uint8Array);
  if (bytes) {
    // A parser that keeps bytes has already decompressed them.
    return { ...request, headers: { ...headers, 'content-encoding': undefined }, body: bytes as Uint8Array };
  }
  // Express 4 sets `req.body` to `{}` when it skips a body, so `req.body` counts only after the stream was read.
  if (!req.readableDidRead) return { ...request, body: () => readStream(req, chunks) };
  if (parsed.error) return { ...request, body: () => Promise.reject(parsed.error) };
  return { ...request, parsed: parsed.body, rawBodyHint: RAW_BODY_HINT };
}

/** Reads `req.body`. Some platforms define it as a getter that parses, and throws if the body is not JSON. */
function readParsedBody(req: ExpressRequest): { body?: unknown; error?: unknown } {
  try {
    return { body: req.body };
  } catch (error) {
    return { error };
  }
}

/** Leaves the request open when reading stops early, because the response still needs its connection. */
async function* readStream(req: ExpressRequest, chunks?: Uint8Array[]): AsyncGenerator<Uint8Array> {
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    chunks?.push(chunk);
    yield chunk;
  }
}
