import { removeCredentials } from './credentials.ts';
import { isCredential, type Level } from './level.ts';

/** Returns the delivered value without the credentials of its envelopes. Copies only the levels that change. */
export function rawWithoutCredentials(innermost: Level): unknown {
  let inner: Level | undefined;
  let raw: unknown;
  for (let level: Level | undefined = innermost; level !== undefined; level = level.outer) {
    const inside = level.json_data ?? level.data;
    // Text that could not be opened may hold a credential as well.
    const replaced = level.isOpened ? raw : typeof inside === 'string' ? removeCredentials(inside) : inside;
    const isUnchanged = replaced === (level.isOpened ? inner?.record : inside);
    raw =
      isUnchanged && !level.hasCredential
        ? level.record
        : copyWithoutCredentials(level.record, inside, isUnchanged ? inside : replaced);
    inner = level;
  }
  return raw;
}

function copyWithoutCredentials(
  record: Record<string, unknown>,
  inside: unknown,
  replacement: unknown,
): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key in record) {
    if (isCredential(key)) continue;
    const value = record[key];
    if (key === '__proto__') {
      // An assignment would set the prototype.
      Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
    } else copy[key] = value === inside ? replacement : value;
  }
  return copy;
}
