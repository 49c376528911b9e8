import type { IncomingMessage } from 'node:http';
import type { Delivery, VerifiedEvent } from '@vzaps/core/webhooks';

interface ParsedRequest {
  originalUrl?: string;
  body?: unknown;
  rawBody?: unknown;
  vzaps?: VerifiedEvent;
}

/** Express' request is Node's request. Fastify's request holds Node's request in `raw`. */
export type NestRequest =
  | (IncomingMessage & ParsedRequest & { raw?: never })
  | (ParsedRequest & { raw: IncomingMessage });

export const RAW_BODY_HINT =
  'Keep the bytes: NestFactory.create(AppModule, { rawBody: true }). `bodyParser: false` switches `rawBody` off.';

/**
 * Translates a request. The bytes come from `rawBody: true`, from a parser that left bytes or text, or from the unread
 * stream. A parsed body is used only if the stream was read, because Express 4 sets `{}` for a body that it skipped.
 */
export function toDelivery(request: NestRequest): Delivery {
  const raw = request.raw ?? request;
  const { method = '', url = '', headers } = raw;
  const { originalUrl: target = url, rawBody } = request;
  const parsed = readParsedBody(request);
  const bytes = [rawBody, parsed.body].find(isBytesOrText);
  if (bytes !== undefined) {
    // Express' parsers decompress the body. Fastify's parsers do not.
    const isDecompressed = !request.raw;
    return {
      method,
      target,
      headers: isDecompressed ? { ...headers, 'content-encoding': undefined } : headers,
      body: bytes,
    };
  }
  if (!raw.readableDidRead) return { method, target, headers, body: () => raw };
  if (parsed.error) return { method, target, headers, body: () => Promise.reject(parsed.error) };
  return { method, target, headers, parsed: parsed.body, rawBodyHint: RAW_BODY_HINT };
}

/** Some platforms define `body` as a getter that parses, and throws if the body is not JSON. */
function readParsedBody(request: NestRequest): { body?: unknown; error?: unknown } {
  try {
    return { body: request.body };
  } catch (error) {
    return { error };
  }
}

/** Fastify parses `text/plain` to a string. Encoded again it has the same bytes, or fails the verification. */
const isBytesOrText = (value: unknown): value is Uint8Array | string =>
  value instanceof Uint8Array || typeof value === 'string';
