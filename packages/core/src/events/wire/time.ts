/**
 * Reads a time: RFC 3339 text [seen], or seconds or milliseconds since 1970 as a number or as text [lineage].
 * Go's zero time (year 1) and 0 mean that there is none.
 */
export function timeOf(value: string | number | null | undefined): Date | undefined {
  if (value === null || value === undefined) return undefined;
  const millis = typeof value === 'string' && RFC3339.test(value) ? Date.parse(value) : sinceEpoch(value);
  // NaN fails the comparison, and a Date reaches 8.64e15.
  return millis > 0 && millis <= 8.64e15 ? new Date(millis) : undefined;
}

const RFC3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d/;

// September 2001 in seconds, March 1973 in milliseconds: nothing in WhatsApp is as old, and no second is as late.
const FIRST_SECOND = 1e9;
const FIRST_MILLISECOND = 1e11;

function sinceEpoch(value: string | number): number {
  const number = Number(value);
  if (number < FIRST_SECOND) return Number.NaN;
  return number < FIRST_MILLISECOND ? number * 1000 : number;
}
