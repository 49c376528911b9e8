import { Readable } from 'node:stream';
import type { HttpServer } from '@nestjs/common';
import type { Verifier } from '@vzaps/core/webhooks';
import { RAW_BODY_HINT } from '../http/delivery.ts';

interface ProbeRequest {
  body?: unknown;
  rawBody?: unknown;
}
type ExpressParser = (request: Readable & ProbeRequest, response: object, next: () => void) => void;
interface ExpressRouter {
  stack: readonly { handle: ExpressParser }[];
}
interface FastifyParser {
  asString: boolean;
  asBuffer: boolean;
  fn(request: ProbeRequest, body: Uint8Array, done: (error: unknown, body?: unknown) => void): unknown;
}

const BODY = Buffer.from('{}');

/**
 * Finds out whether a verifier needs the bytes of the body although the application's body parser discards them.
 *
 * Nest passes its options to no module, so the parser is given a body of two bytes. The result is a warning and not an
 * error: a parser may keep the bytes only for certain paths or headers. The first delivery fails with
 * `RAW_BODY_MISSING` if the bytes are really missing.
 *
 * @returns A warning, or `undefined`.
 */
export async function findMissingRawBody(
  verify: Verifier | readonly Verifier[],
  adapter: HttpServer | undefined,
): Promise<string | undefined> {
  if (![verify].flat().some((verifier) => verifier.needsBytes)) return undefined;
  const type = adapter?.getType();
  const isKept =
    type === 'express'
      ? await keepsBytesOnExpress(adapter?.getInstance())
      : type !== 'fastify' || (await keepsBytesOnFastify(adapter?.getInstance()));
  if (isKept) return undefined;
  return (
    'A verifier of VZapsModule needs the bytes of the request body, but the body parser seems to discard them. ' +
    `Deliveries then fail with RAW_BODY_MISSING. ${RAW_BODY_HINT}`
  );
}

/** Express keeps middleware in a list. The body parsers are found by their names, as Nest itself finds them. */
async function keepsBytesOnExpress(app: { _router?: ExpressRouter; router?: ExpressRouter }): Promise<boolean> {
  // Express 4 throws if `router` is read.
  const { stack } = app._router ?? app.router ?? { stack: [] };
  const headers = { 'content-type': 'application/json', 'content-length': String(BODY.length) };
  const request: Readable & ProbeRequest = Object.assign(Readable.from([BODY], { objectMode: false }), { headers });
  for (const { handle } of stack) {
    if (!/^(json|raw|text|urlencoded)Parser$/.test(handle.name)) continue;
    await new Promise<void>((next) => handle(request, {}, next));
  }
  return !request.readableDidRead || hasBytes(request);
}

/**
 * Fastify keeps its parsers behind a symbol. If the symbol is not found, or if the parser reads the stream itself, nothing is
 * known, and no warning is given.
 */
async function keepsBytesOnFastify(
  instance: Record<symbol, { getParser?(type: string): FastifyParser | undefined }>,
): Promise<boolean> {
  const parsers = Object.getOwnPropertySymbols(instance).find((key) => key.description === 'fastify.contentTypeParser');
  const parser = parsers && instance[parsers]?.getParser?.('application/json');
  if (!parser?.asBuffer && !parser?.asString) return true;
  const request: ProbeRequest = {};
  try {
    const body = await parser.fn(request, BODY, (_, parsed) => {
      request.body = parsed;
    });
    // An async parser returns the body.
    if (body !== undefined) request.body = body;
  } catch {
    // Fastify's default parser accepts only text, and keeps no bytes.
  }
  return hasBytes(request);
}

const hasBytes = ({ rawBody, body }: ProbeRequest): boolean =>
  [rawBody, body].some((value) => value instanceof Uint8Array);
