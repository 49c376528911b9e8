import { isCredential, withoutCredentials } from './credentials.ts';
import type { Level } from './level.ts';

/** What was delivered, less the credentials of its envelopes; copied only as far as something had to go. */
export function rawOf(levels: readonly Level[]): unknown {
  let inner: unknown;
  for (let i = levels.length - 1; i >= 0; i--) {
    const level = levels[i] as Level;
    const inside = level.jsonData ?? level.data;
    // What was inside is replaced where it lost something; text that could not be opened may show a secret as well.
    const replaced = level.opened ? inner : typeof inside === 'string' ? withoutCredentials(inside) : inside;
    const intact = replaced === (level.opened ? levels[i + 1]?.record : inside);
    inner = intact && !level.secret ? level.record : cleaned(level.record, inside, intact ? inside : replaced);
  }
  return inner;
}

function cleaned(record: Record<string, unknown>, inside: unknown, replacement: unknown): Record<string, unknown> {
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
