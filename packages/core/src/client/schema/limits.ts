import * as z from 'zod';

/** The longest time of a timer, in milliseconds. Timers hold 31 bits, and a longer time would end at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

const delayMs = z.number().min(0).max(MAX_TIMER_MS).optional();

const retry = z.strictObject({
  attempts: z.int().min(1).optional(),
  baseMs: delayMs,
  maxMs: delayMs,
  maxRetryAfterMs: delayMs,
});

/** The options of a call that limit it. */
export const limits = z.object({ timeoutMs: z.number().min(1).max(MAX_TIMER_MS).optional(), retry: retry.optional() });
