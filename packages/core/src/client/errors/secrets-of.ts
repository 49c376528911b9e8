import type { Outgoing } from '../call/outgoing.ts';
import { SECRET_NAME } from './redact.ts';

/** The secrets of a request, which the answer may repeat: what is called so, and the queries of its URLs. */
export function secretsOf({ body, headers = {} }: Pick<Outgoing, 'body' | 'headers'>): string[] {
  const found = Object.entries(headers).flatMap(([name, value]) => (SECRET_NAME.test(name) ? [value] : []));
  const visit = (key: string, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (SECRET_NAME.test(key)) found.push(value);
    if (/^https?:/i.test(value) && URL.canParse(value)) {
      const { search, hash, password, searchParams } = new URL(value);
      found.push(search.slice(1), hash.slice(1), password, ...searchParams.values());
    }
    return value;
  };
  try {
    JSON.parse(body ?? 'null', visit);
  } catch {
    // Nested deeper than a reviver goes: what was found by then is something.
  }
  return found;
}
