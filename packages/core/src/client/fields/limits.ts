import * as z from 'zod';

const wait = z.number().min(0).optional();

// Timers take 31 bits; a longer one would fire at once.
export const timeout = z
  .number()
  .min(1)
  .max(2 ** 31 - 1);

export const retry = z.object({
  attempts: z.int().min(1).optional(),
  baseMs: wait,
  maxMs: wait,
  maxRetryAfterMs: wait,
});

/** What a call and a client both take. */
export const limits = z.object({ timeoutMs: timeout.optional(), retry: retry.optional() });
