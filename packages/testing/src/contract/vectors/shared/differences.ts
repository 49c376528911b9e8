import type { MountKind } from '../../mount.ts';
import type { Difference, ExpectedAnswer } from '../../vector.ts';
import { THROWN, theirs } from './responses.ts';

/** Mounts behind a parser of JSON: it answers what it cannot parse. */
export const PARSES_JSON: readonly MountKind[] = [
  'hono json',
  'json',
  'json with bytes',
  'fastify json',
  'fastify json with bytes',
];
/** Mounts behind Express' parsers, whatever they leave. */
export const EXPRESS_PARSES: readonly MountKind[] = ['bytes', 'text', 'json', 'json with bytes'];
export const FASTIFY_PARSES: readonly MountKind[] = ['fastify json', 'fastify json with bytes'];
/** Mounts where the bytes themselves are gone, and a verifier that needs them has none. */
export const WITHOUT_BYTES: readonly MountKind[] = ['json', 'text', 'fastify json'];

/** A parser's own 400: it comes before us, and nothing reaches a handler. */
export const parsers400 = (because: string, on: readonly MountKind[] = PARSES_JSON): Difference => ({
  on,
  because,
  answers: [theirs(400)],
});

/** A mistake in how it is mounted is an error for the application, never a false "signature wrong". */
export const rawBodyHint = (...answers: ExpectedAnswer[]): Difference => ({
  on: WITHOUT_BYTES,
  because: 'The parser kept no bytes: RAW_BODY_MISSING, told at once, with the cure.',
  answers: answers.length > 0 ? answers : [THROWN],
});
