import { toJson } from './to-json.ts';

/** A query: a list becomes one parameter per entry, a `Date` ISO 8601, an object JSON. `undefined` and `null` are left out. */
export function toQuery(fields: object): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const each of [value].flat()) if (each !== undefined && each !== null) query.append(name, toText(name, each));
  }
  return query.toString();
}

function toText(name: string, value: unknown): string {
  if (typeof value !== 'object' && typeof value !== 'number') return String(value);
  const json = toJson({ [name]: value });
  const plain: unknown = Object.values(JSON.parse(json) as object)[0];
  return typeof plain === 'object' ? JSON.stringify(plain) : String(plain);
}
