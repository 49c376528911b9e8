/** Writes a time as Go does in São Paulo: RFC 3339 with the offset -03:00. */
export function rfc3339(time: Date): string {
  const local = new Date(time.getTime() - 3 * 3_600_000).toISOString();
  return local.replace(/\.\d+Z$/, '-03:00');
}
