import type { Outgoing } from '../request/prepared-request.ts';
import { SECRET_NAME } from './redact.ts';

// Shorter values may be ordinary words (`utm_source=whatsapp`), without which an error says nothing.
const SECRET_LENGTH = 16;

/** The secrets of a request, which the answer may repeat: what is called so, and those of its URLs. */
export function secretsOf({ body, headers = {}, path }: Pick<Outgoing, 'body' | 'headers' | 'path'>): string[] {
  const found = Object.entries(headers).flatMap(([name, value]) => (SECRET_NAME.test(name) ? [value] : []));
  const visit = (key: string, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (SECRET_NAME.test(key)) found.push(value);
    // A text may begin with a URL.
    const [url = ''] = value.split(/\s/, 1);
    if (/^https?:/i.test(url) && URL.canParse(url)) found.push(...ofUrl(new URL(url), path));
    return value;
  };
  try {
    JSON.parse(body ?? 'null', visit);
  } catch {
    // Nested deeper than a reviver goes: what was found by then is something.
  }
  return found;
}

function ofUrl({ search, hash, password, searchParams }: URL, path: string): string[] {
  // What names the route, such as the id of the instance, is no secret.
  const isLong = (value: string) =>
    value.length >= SECRET_LENGTH && !path.includes(value) && !path.includes(encodeURIComponent(value));
  const values = [...searchParams].flatMap(([name, value]) => (SECRET_NAME.test(name) || isLong(value) ? [value] : []));
  const [query, fragment] = [search.slice(1), hash.slice(1)];
  // A query of one word is no more than a value.
  if (query.includes('=') || isLong(query)) values.push(query);
  if (isLong(fragment)) values.push(fragment);
  return [...values, password];
}
