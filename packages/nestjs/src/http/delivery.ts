import type { IncomingMessage } from 'node:http';
import type { Delivery, VerifiedEvent } from '@vzaps/core/webhooks';

interface Parsed {
  originalUrl?: string;
  body?: unknown;
  rawBody?: unknown;
  vzaps?: VerifiedEvent;
}

/** Express' request is Node's; Fastify's holds Node's in `raw`. */
export type NestRequest = (IncomingMessage & Parsed & { raw?: never }) | (Parsed & { raw: IncomingMessage });

export const RAW_BODY_CURE =
  'Keep the bytes: NestFactory.create(AppModule, { rawBody: true }), without bodyParser: false, which turns that off ' +
  'in silence.';

/**
 * The bytes where they can be had: kept by `rawBody: true`, left by a parser, or still in the stream. What a parser
 * made of them counts only if the stream was consumed: Express 4 sets `{}` on bodies that it skipped.
 */
export function deliveryOf(request: NestRequest): Delivery {
  const raw = request.raw ?? request;
  const { method = '', url = '', headers } = raw;
  const { originalUrl: target = url, rawBody, body } = request;
  const bytes = [rawBody, body].find(isBody);
  if (bytes !== undefined) {
    // Express' parsers have inflated what they leave; Fastify's do not.
    return {
      method,
      target,
      headers: request.raw ? headers : { ...headers, 'content-encoding': undefined },
      body: bytes,
    };
  }
  if (!raw.readableDidRead) return { method, target, headers, body: () => raw.iterator({ destroyOnReturn: false }) };
  return { method, target, headers, parsed: body, rawBodyHint: RAW_BODY_CURE };
}

/** Text, too: Fastify reads `text/plain` by itself. Encoded again, it verifies as the same bytes or not at all. */
const isBody = (value: unknown): value is Uint8Array | string =>
  value instanceof Uint8Array || typeof value === 'string';
