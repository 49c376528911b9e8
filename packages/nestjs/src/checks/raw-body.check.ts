import { Readable } from 'node:stream';
import type { HttpServer } from '@nestjs/common';
import { type Verifier, VZapsError } from '@vzaps/core/webhooks';
import { RAW_BODY_CURE } from '../http/delivery.ts';

interface Probe {
  body?: unknown;
  rawBody?: unknown;
}
type ExpressParser = (request: Readable & Probe, response: object, next: () => void) => void;
interface FastifyParser {
  fn(request: Probe, body: Uint8Array, done: (error: unknown, body?: unknown) => void): unknown;
}

const BODY = Buffer.from('{}');

/**
 * Refuses to start where a verifier needs the bytes and they would be gone. No option tells what the application's
 * parsers keep, so they are asked: with a body.
 *
 * @throws VZapsError `RAW_BODY_MISSING`.
 */
export async function refuseLostBytes(
  verify: Verifier | readonly Verifier[],
  adapter: HttpServer | undefined,
): Promise<void> {
  if (![verify].flat().some((verifier) => verifier.needsBytes)) return;
  const kept =
    adapter?.getType() === 'express'
      ? await expressKeeps(adapter.getInstance())
      : adapter?.getType() !== 'fastify' || fastifyKeeps(adapter.getInstance());
  if (kept) return;
  throw new VZapsError(
    'RAW_BODY_MISSING',
    `A verifier of VZapsModule needs the bytes of the request, and a body parser would lose them. ${RAW_BODY_CURE}`,
  );
}

/** Middlewares are a list of functions; those that parse bodies are known by name, as Nest itself knows them. */
async function expressKeeps(app: { _router?: Router; router?: Router }): Promise<boolean> {
  // Express 4 throws where `router` is read.
  const { stack } = app._router ?? app.router ?? { stack: [] };
  const headers = { 'content-type': 'application/json', 'content-length': String(BODY.length) };
  const request: Readable & Probe = Object.assign(Readable.from([BODY], { objectMode: false }), { headers });
  for (const { handle } of stack) {
    if (!/^(json|raw|text|urlencoded)Parser$/.test(handle.name)) continue;
    await new Promise<void>((next) => handle(request, {}, next));
  }
  return !request.readableDidRead || keeps(request);
}

interface Router {
  stack: readonly { handle: ExpressParser }[];
}

/** Fastify's parsers are behind a symbol of its own; where it is not found, the first delivery tells. */
function fastifyKeeps(instance: Record<symbol, { getParser?(type: string): FastifyParser | undefined }>): boolean {
  const parsers = Object.getOwnPropertySymbols(instance).find((key) => key.description === 'fastify.contentTypeParser');
  const parser = parsers && instance[parsers]?.getParser?.('application/json');
  if (!parser) return true;
  const request: Probe = {};
  try {
    parser.fn(request, BODY, (_, body) => Object.assign(request, { body }));
  } catch {
    // Fastify's own parser wants text: it keeps nothing.
  }
  return keeps(request);
}

const keeps = ({ rawBody, body }: Probe): boolean => [rawBody, body].some((each) => each instanceof Uint8Array);
