/**
 * Parses the query of a request target, from its first `?`. The target is not parsed with `new URL(target, base)`, because
 * `//evil/x` would become a host. Returns `undefined` for a target with a fragment or a leading `//`, which is no valid
 * request target.
 */
export function parseQuery(target: string): URLSearchParams | undefined {
  if (target.includes('#')) return undefined;
  const path = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, '');
  if (path.startsWith('//')) return undefined;
  const queryStart = path.indexOf('?');
  return new URLSearchParams(queryStart < 0 ? '' : path.slice(queryStart + 1));
}

/** The value of a parameter that occurs exactly once and is not empty. */
export function getSingleValue(query: URLSearchParams, name: string): string | undefined {
  const [value, ...others] = query.getAll(name);
  return others.length === 0 && value ? value : undefined;
}
