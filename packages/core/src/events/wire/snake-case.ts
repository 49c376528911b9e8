import { isRecord } from './record.ts';

// Large parts that are handed on as they came.
const OPAQUE: ReadonlySet<string> = new Set([
  'raw_message',
  'source_web_msg',
  'conversations',
  'push_names',
  'status_v3_messages',
  'recent_stickers',
  'past_participants',
  'call_log_records',
  'phone_number_to_lid_mappings',
]);

/**
 * Renames keys in Go's casing to the snake_case of production [seen], all the way down. What has no such key is
 * returned itself, not copied. Values are never touched. Recursive: the depth was checked before.
 */
export function snakeKeys<T>(value: T): T {
  if (Array.isArray(value)) return snakeItems(value) as T;
  return isRecord(value) ? (snakeRecord(value) as T) : value;
}

function snakeItems(items: unknown[]): unknown[] {
  let copy: unknown[] | undefined;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (typeof item !== 'object' || item === null) continue;
    const renamed = snakeKeys(item);
    if (renamed === item) continue;
    copy ??= items.slice();
    copy[i] = renamed;
  }
  return copy ?? items;
}

function snakeRecord(record: Record<string, unknown>): Record<string, unknown> {
  let changed = false;
  let children: Map<string, unknown> | undefined;
  for (const key in record) {
    const name = snakeName(key);
    if (name !== key) changed = true;
    const value = record[key];
    if (typeof value !== 'object' || value === null || OPAQUE.has(name)) continue;
    const renamed = snakeKeys(value);
    if (renamed !== value) {
      changed = true;
      children ??= new Map();
      children.set(key, renamed);
    }
  }
  return changed ? rename(record, children) : record;
}

function rename(record: Record<string, unknown>, children?: Map<string, unknown>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key in record) {
    const name = snakeName(key);
    // `__Proto__` becomes `__proto__` too. And where both casings are there, the one of production wins.
    if (name === '__proto__' || (name !== key && Object.hasOwn(record, name))) continue;
    copy[name] = children?.has(key) ? children.get(key) : record[key];
  }
  return copy;
}

// The same few dozen keys come with every payload; emptied when a stranger's keys have filled it.
const names = new Map<string, string>();
const MOST_NAMES = 2000;
// The longest key of whatsmeow has 46 characters. Longer ones are nobody's field, and the second split below
// takes quadratic time on a long run of capitals.
const LONGEST_NAME = 64;

/** `MessageIDs` → `message_i_ds`: the splitting of VZaps, which is a machine's [seen]. */
export function snakeName(key: string): string {
  if (key.length > LONGEST_NAME) return key;
  const known = names.get(key);
  if (known !== undefined) return known;
  const name = /[A-Z]/.test(key)
    ? key
        .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
        .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
        .toLowerCase()
    : key;
  if (names.size >= MOST_NAMES) names.clear();
  names.set(key, name);
  return name;
}
