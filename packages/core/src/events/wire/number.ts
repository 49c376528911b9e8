/** Reads a number that may be written as text, which Go's JSON does with 64-bit fields. */
export function numberOf(value: string | number | null | undefined): number | undefined {
  if (value === null || value === undefined || (typeof value === 'string' && value.trim() === '')) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
