import { isRecord } from './is-record.ts';

// Large parts that are not renamed. Code that needs one renames it itself.
const OPAQUE: ReadonlySet<string> = new Set([
  'raw_message',
  'source_web_msg',
  'conversations',
  'pushnames',
  'push_names',
  'status_v3_messages',
  'recent_stickers',
  'past_participants',
  'call_log_records',
  'phone_number_to_lid_mappings',
]);

/** Whether the value of this key is not renamed. */
export function isOpaque(key: string): boolean {
  return OPAQUE.has(toSnakeName(key));
}

/**
 * Renames keys in Go's casing to the snake_case of production [seen], at every level. A value without such a key is
 * returned itself, not a copy. Values are never changed. The function is recursive: check the depth first.
 */
export function toSnakeKeys<T>(value: T): T {
  if (Array.isArray(value)) return renameItems(value) as T;
  return isRecord(value) ? (renameRecord(value) as T) : value;
}

function renameItems(items: unknown[]): unknown[] {
  let copy: unknown[] | undefined;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (typeof item !== 'object' || item === null) continue;
    const renamed = toSnakeKeys(item);
    if (renamed === item) continue;
    copy ??= items.slice();
    copy[i] = renamed;
  }
  return copy ?? items;
}

function renameRecord(record: Record<string, unknown>): Record<string, unknown> {
  let changed = false;
  let children: Map<string, unknown> | undefined;
  for (const key in record) {
    const name = toSnakeName(key);
    if (name !== key) changed = true;
    const value = record[key];
    if (typeof value !== 'object' || value === null || OPAQUE.has(name)) continue;
    const renamed = toSnakeKeys(value);
    if (renamed !== value) {
      changed = true;
      children ??= new Map();
      children.set(key, renamed);
    }
  }
  return changed ? copyRenamed(record, children) : record;
}

function copyRenamed(record: Record<string, unknown>, children?: Map<string, unknown>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key in record) {
    const name = toSnakeName(key);
    // `__Proto__` becomes `__proto__` too. If both casings are there, the casing of production wins.
    if (name === '__proto__' || (name !== key && Object.hasOwn(record, name))) continue;
    copy[name] = children?.has(key) ? children.get(key) : record[key];
  }
  return copy;
}

// Every payload has the same few dozen keys. The cache is emptied when foreign keys have filled it.
const names = new Map<string, string>();
const MAX_CACHED_NAMES = 2000;
// The longest key of whatsmeow has 46 characters. A longer key is no field of ours, and the second `replace` below takes
// quadratic time on a long run of capitals.
const MAX_NAME_LENGTH = 64;

/** Splits a name as VZaps does by machine [seen]: `MessageIDs` becomes `message_i_ds`. */
export function toSnakeName(key: string): string {
  if (key.length > MAX_NAME_LENGTH) return key;
  const known = names.get(key);
  if (known !== undefined) return known;
  const name = /[A-Z]/.test(key)
    ? key
        .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
        .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
        .toLowerCase()
    : key;
  if (names.size >= MAX_CACHED_NAMES) names.clear();
  names.set(key, name);
  return name;
}
