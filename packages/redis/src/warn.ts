import type { VZapsError } from '@vzaps/core/webhooks';

/** Something that an operator should know of; its `code` has a page. */
export type Warn = (warning: VZapsError) => void;

const QUIET = 60_000;

/** Each code at most once a minute. By default Node prints it: `process.emitWarning`. */
export function createWarn(tell: Warn = (warning) => process.emitWarning(warning)): Warn {
  const told = new Map<string, number>();
  return (warning) => {
    const now = Date.now();
    if (now - (told.get(warning.code) ?? Number.NEGATIVE_INFINITY) < QUIET) return;
    told.set(warning.code, now);
    tell(warning);
  };
}
