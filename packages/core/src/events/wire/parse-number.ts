/** Parses a number that may be written as text: Go's JSON writes 64-bit fields that way. `undefined` for anything else. */
export function parseNumber(value: string | number | null | undefined): number | undefined {
  if (value === null || value === undefined || (typeof value === 'string' && value.trim() === '')) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
