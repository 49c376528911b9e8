import type { Entry } from './entry.ts';

/** In characters. 500 entries are 32 MB at most. A history sync alone can have 10 MB. */
const MAX_ENTRY_LENGTH = 64 * 1024;
const MAX_STRING_LENGTH = 4_000;
const MAX_LIST_LENGTH = 50;

/** Returns an entry as JSON of limited length. Long strings and lists are cut, and the cut is marked. */
export function serializeEntry(entry: Entry): string {
  const json = JSON.stringify(entry, shorten);
  if (json.length <= MAX_ENTRY_LENGTH) return json;
  const { typed: _, raw: __, ...rest } = entry;
  return JSON.stringify({ ...rest, reason: entry.reason ?? `too long to show: ${json.length} characters of JSON` });
}

function shorten(_key: string, value: unknown): unknown {
  if (typeof value === 'string' && value.length > MAX_STRING_LENGTH) {
    return `${value.slice(0, MAX_STRING_LENGTH)}… (${value.length - MAX_STRING_LENGTH} more characters)`;
  }
  if (Array.isArray(value) && value.length > MAX_LIST_LENGTH) {
    return [...value.slice(0, MAX_LIST_LENGTH), `… (${value.length - MAX_LIST_LENGTH} more)`];
  }
  return value;
}
