import type { MountKind } from '../../mount.ts';
import type { Difference, ExpectedResponse } from '../../vector.ts';
import { foreign, THROWN } from './responses.ts';

/** Mounts behind a JSON parser, which responds itself to a body that it cannot parse. */
export const PARSES_JSON: readonly MountKind[] = [
  'hono json',
  'json',
  'json with bytes',
  'fastify json',
  'fastify json with bytes',
];
/** Mounts behind the parsers of Express. */
export const EXPRESS_PARSES: readonly MountKind[] = ['bytes', 'text', 'json', 'json with bytes'];
export const FASTIFY_PARSES: readonly MountKind[] = ['fastify json', 'fastify json with bytes'];
/** Mounts without the raw bytes, so that a verifier of the body cannot work. */
export const WITHOUT_BYTES: readonly MountKind[] = ['json', 'text', 'fastify json'];

/** The parser responds 400 before the receiver, and no handler runs. */
export const parsers400 = (reason: string, on: readonly MountKind[] = PARSES_JSON): Difference => ({
  on,
  reason,
  responses: [foreign(400)],
});

/** A wrong mount is an error of the application, and never reported as a wrong signature. */
export const rawBodyHint = (...responses: ExpectedResponse[]): Difference => ({
  on: WITHOUT_BYTES,
  reason: 'The parser kept no bytes. The receiver throws RAW_BODY_MISSING with the solution.',
  responses: responses.length > 0 ? responses : [THROWN],
});
