/** As Go writes a time in São Paulo. */
export function rfc3339(time: Date): string {
  const local = new Date(time.getTime() - 3 * 3_600_000).toISOString();
  return local.replace(/\.\d+Z$/, '-03:00');
}
