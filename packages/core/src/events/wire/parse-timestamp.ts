/**
 * Parses a time: RFC 3339 text [seen], or seconds or milliseconds since 1970 as a number or as text [lineage]. Go's zero
 * time (year 1) and 0 mean that there is no time.
 */
export function parseTimestamp(value: string | number | null | undefined): Date | undefined {
  if (value === null || value === undefined) return undefined;
  const millis = typeof value === 'string' && RFC3339.test(value) ? Date.parse(value) : millisSinceEpoch(value);
  // NaN fails the comparison. A Date reaches 8.64e15.
  return millis > 0 && millis <= 8.64e15 ? new Date(millis) : undefined;
}

const RFC3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d/;

// September 2001 in seconds, and March 1973 in milliseconds. WhatsApp is younger than both.
const FIRST_SECOND = 1e9;
const FIRST_MILLISECOND = 1e11;

function millisSinceEpoch(value: string | number): number {
  const number = Number(value);
  if (number < FIRST_SECOND) return Number.NaN;
  return number < FIRST_MILLISECOND ? number * 1000 : number;
}
