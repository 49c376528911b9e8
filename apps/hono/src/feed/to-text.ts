import type { Entry } from './entry.ts';

// 500 of these are 32 MB at most. A history sync alone may be 10 MB.
const LONGEST_ENTRY = 64 * 1024;
const LONGEST_TEXT = 4_000;
const LONGEST_LIST = 50;

/** JSON of an entry, of bounded length: long texts and lists are cut, and it says where. */
export function toText(entry: Entry): string {
  const text = JSON.stringify(entry, shortened);
  if (text.length <= LONGEST_ENTRY) return text;
  const { typed: _, raw: __, ...rest } = entry;
  return JSON.stringify({ ...rest, why: entry.why ?? `too long to show: ${text.length} characters of JSON` });
}

function shortened(_key: string, value: unknown): unknown {
  if (typeof value === 'string' && value.length > LONGEST_TEXT) {
    return `${value.slice(0, LONGEST_TEXT)}… (${value.length - LONGEST_TEXT} more characters)`;
  }
  if (Array.isArray(value) && value.length > LONGEST_LIST) {
    return [...value.slice(0, LONGEST_LIST), `… (${value.length - LONGEST_LIST} more)`];
  }
  return value;
}
