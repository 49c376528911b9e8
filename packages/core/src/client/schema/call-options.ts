import * as z from 'zod';
import { MAX_TIMER_MS } from '../../shared/with-timeout.ts';
import { describeUnknownKeys } from './request-object.ts';

const delayMs = z.number().min(0).max(MAX_TIMER_MS).optional();

const retryFields = {
  attempts: z.int().min(1).optional(),
  baseMs: delayMs,
  maxMs: delayMs,
  maxRetryAfterMs: delayMs,
};

const rawFields = {
  signal: z
    .custom<AbortSignal>((given) => typeof Object(given).aborted === 'boolean', 'must be an AbortSignal')
    .optional(),
  maxResponseBytes: z.union([z.number().min(1), z.literal(Number.POSITIVE_INFINITY)]).optional(),
  decodeFile: z.boolean().optional(),
  timeoutMs: z.number().min(1).max(MAX_TIMER_MS).optional(),
  retry: strictOptions(retryFields).optional(),
};

/** The options of a call. The instance token is checked on its own, because the request can contain it too. */
export const callOptions = strictOptions({
  ...rawFields,
  extra: z.custom((given) => typeof given === 'object' && given !== null, 'must be an object').optional(),
  instanceToken: z.unknown().optional(),
});

/** The options of `client.request()` that every call has. */
export const rawCallOptions = strictOptions(rawFields);

function strictOptions<F extends Readonly<Record<string, z.ZodType>>>(fields: F) {
  const known = Object.keys(fields);
  return z.strictObject(fields, { error: (issue) => describeUnknownKeys('option', issue, known) });
}

/** Without keys whose value is `undefined`: such a key counts as absent, also if its name is unknown. */
export function omitUndefined(given: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
