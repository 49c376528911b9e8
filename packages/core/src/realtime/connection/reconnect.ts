import { VZapsConnectionError } from '../../client/errors/network-error.ts';
import { VZapsError } from '../../errors.ts';
import { MAX_TIMER_MS } from '../../shared/with-timeout.ts';

export interface ReconnectPolicy {
  readonly baseMs: number;
  readonly maxMs: number;
}

const PERMANENT: ReadonlySet<unknown> = new Set([
  'AUTHENTICATION_FAILED',
  'PERMISSION_DENIED',
  'INVALID_OPTION',
  'INVALID_REQUEST',
  'TRANSPORT_UNAVAILABLE',
]);

/** Whether no further attempt can succeed. The error may come from another copy of this package. */
export function isPermanent(error: unknown): boolean {
  return PERMANENT.has((Object(error) as { code?: unknown }).code);
}

/**
 * The wait before the next attempt, in milliseconds: a random part of a time that doubles (full jitter), so that many
 * processes do not connect at the same time. VZaps can ask for a longer wait.
 */
export function retryDelayMs(attempt: number, { baseMs, maxMs }: ReconnectPolicy, error?: unknown): number {
  const longest = Math.min(maxMs, baseMs * 2 ** Math.max(0, attempt - 1));
  const { retryAfterMs } = Object(error) as { retryAfterMs?: unknown };
  const askedMs = typeof retryAfterMs === 'number' ? retryAfterMs : 0;
  return Math.min(MAX_TIMER_MS, Math.max(Math.random() * longest, askedMs));
}

/** An error of the library stays as it is, also one of another copy. Anything else becomes a cause. */
export function toVZapsError(error: unknown): VZapsError {
  if (error instanceof VZapsError) return error;
  const { code, help } = Object(error) as { code?: unknown; help?: unknown };
  if (typeof code === 'string' && typeof help === 'string') return error as VZapsError;
  return new VZapsConnectionError(
    'The realtime connection could not be made. The property `cause` of this error has the reason.',
    { cause: error },
  );
}
