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
 * Copies a value with the keys in Go's casing renamed to the snake_case of production [seen], at every level. Values are
 * never changed, and opaque parts are not copied. The function is recursive: check the depth first.
 */
export function toSnakeKeys<T>(value: T): T {
  if (Array.isArray(value)) return value.map(toSnakeKeys) as T;
  return isRecord(value) ? (renameRecord(value) as T) : value;
}

function renameRecord(record: Record<string, unknown>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key in record) {
    const name = toSnakeName(key);
    // `__Proto__` becomes `__proto__` too. If both casings are there, the casing of production wins.
    if (name === '__proto__' || (name !== key && Object.hasOwn(record, name))) continue;
    copy[name] = OPAQUE.has(name) ? record[key] : toSnakeKeys(record[key]);
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
