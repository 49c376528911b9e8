import * as z from 'zod';

// Timers take 31 bits; a longer one would fire at once.
export const LONGEST_TIMER = 2 ** 31 - 1;

const wait = z.number().min(0).max(LONGEST_TIMER).optional();
export const timeout = z.number().min(1).max(LONGEST_TIMER);

export const retry = z.object({
  attempts: z.int().min(1).optional(),
  baseMs: wait,
  maxMs: wait,
  maxRetryAfterMs: wait,
});

/** What a call and a client both take. */
export const limits = z.object({ timeoutMs: timeout.optional(), retry: retry.optional() });
