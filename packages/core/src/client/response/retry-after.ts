const SECONDS = /^-?\d+(\.\d+)?$/;
// The date format of HTTP. `Date.parse` alone accepts many other texts.
const DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** The value of a `Retry-After` header in milliseconds. `undefined` if it is neither seconds nor a date. */
export function parseRetryAfter(header: string | undefined, now = Date.now()): number | undefined {
  const value = header?.trim() ?? '';
  if (SECONDS.test(value)) return Math.max(0, Number(value) * 1_000);
  const at = DATE.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
