/** Reads a list of event names: an array (SDKs), or one text with commas (doc). `undefined` if there is none. */
export function eventNamesOf(value: unknown): string[] | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  return Array.isArray(value) ? value.map(String) : String(value).split(',');
}
