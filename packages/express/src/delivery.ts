import type { IncomingMessage } from 'node:http';
import type { Delivery } from '@vzaps/core/webhooks';

/** Node's request with what Express and body parsers add to it. */
export interface ExpressRequest extends IncomingMessage {
  /** The request target before Express removed the path of a mount. */
  originalUrl?: string;
  /** What a body parser left: bytes after `express.raw()`, a value after `express.json()`. */
  body?: unknown;
  /** The bytes that a parser's `verify` hook or the platform kept. They are used before `body`. */
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
 * @param onData Receives the chunks that are read from the stream. The caller removes this listener.
 */
export function toDelivery(req: ExpressRequest, onData?: (chunk: Uint8Array) => void): Delivery {
  const method = req.method ?? '';
  const target = req.originalUrl ?? req.url ?? '';
  const { headers, rawBody } = req;
  const parsed = readParsedBody(req);
  const bytes = rawBody instanceof Uint8Array ? rawBody : parsed.body;
  if (bytes instanceof Uint8Array) {
    // A parser that keeps bytes has already decompressed them.
    return { method, target, headers: { ...headers, 'content-encoding': undefined }, body: bytes };
  }
  // Express 4 sets `req.body` to `{}` when it skips a body, so `req.body` is used only after the stream was read.
  if (!req.readableDidRead) return { method, target, headers, body: () => (onData ? req.on('data', onData) : req) };
  if (parsed.error) return { method, target, headers, body: () => Promise.reject(parsed.error) };
  return { method, target, headers, parsed: parsed.body, rawBodyHint: RAW_BODY_HINT };
}

/** Reads `req.body`. Some platforms define it as a getter that parses, and throws if the body is not JSON. */
function readParsedBody(req: ExpressRequest): { body?: unknown; error?: unknown } {
  try {
    return { body: req.body };
  } catch (error) {
    return { error };
  }
}
