/**
 * The query of a raw request target, from its first `?`. The target never goes through `new URL(target, base)`:
 * `//evil/x` would become a host. A fragment or a leading `//` does not belong in a request; `undefined` then.
 */
export function queryOf(target: string): URLSearchParams | undefined {
  if (target.includes('#')) return undefined;
  const path = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, '');
  if (path.startsWith('//')) return undefined;
  const mark = path.indexOf('?');
  return new URLSearchParams(mark < 0 ? '' : path.slice(mark + 1));
}

/** A parameter that stands exactly once and is not empty. */
export function onlyOne(query: URLSearchParams, name: string): string | undefined {
  const [value, ...more] = query.getAll(name);
  return more.length === 0 && value ? value : undefined;
}
