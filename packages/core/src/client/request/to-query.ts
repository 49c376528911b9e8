import { toJson } from './to-json.ts';

/** Lists become repeated names, a `Date` ISO 8601, an object JSON; what is `undefined` or `null` is left out. */
export function toQuery(fields: object): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const each of [value].flat()) if (each !== undefined && each !== null) query.append(name, textOf(name, each));
  }
  return query;
}

function textOf(name: string, value: unknown): string {
  if (typeof value !== 'object' && typeof value !== 'number') return String(value);
  const json = toJson({ [name]: value });
  const plain: unknown = Object.values(JSON.parse(json) as object)[0];
  return typeof plain === 'object' ? JSON.stringify(plain) : String(plain);
}
