import type { VZapsError } from '@vzaps/core/webhooks';

/** Receives a warning for the operator. Each `code` has a page. An error that the handler throws is ignored. */
export type WarningHandler = (warning: VZapsError) => unknown;

/**
 * Returns a handler that passes each code on at most once in `intervalMs` milliseconds, which are a minute by default.
 *
 * @param onWarning Default `process.emitWarning`, which prints the warning to stderr.
 */
export function limitWarnings(
  onWarning: WarningHandler = (warning) => process.emitWarning(warning),
  intervalMs = 60_000,
): WarningHandler {
  const lastAt = new Map<string, number>();
  return (warning) => {
    const now = performance.now();
    if (now - (lastAt.get(warning.code) ?? Number.NEGATIVE_INFINITY) < intervalMs) return;
    lastAt.set(warning.code, now);
    try {
      Promise.resolve(onWarning(warning)).catch(() => {});
    } catch {
      // A broken logger must not end a process that has just lost Redis.
    }
  };
}
