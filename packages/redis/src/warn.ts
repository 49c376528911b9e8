import type { VZapsError } from '@vzaps/core/webhooks';

/** Hears something that an operator should know of; its `code` has a page. What it throws harms nothing. */
export type WarningHandler = (warning: VZapsError) => unknown;

const QUIET = 60_000;

/** Each code at most once a minute. By default Node prints it: `process.emitWarning`. */
export function createWarn(tell: WarningHandler = (warning) => process.emitWarning(warning)): WarningHandler {
  const told = new Map<string, number>();
  return (warning) => {
    const now = Date.now();
    if (now - (told.get(warning.code) ?? Number.NEGATIVE_INFINITY) < QUIET) return;
    told.set(warning.code, now);
    try {
      Promise.resolve(tell(warning)).catch(() => {});
    } catch {
      // A broken logger must not end a process that has just lost Redis.
    }
  };
}
