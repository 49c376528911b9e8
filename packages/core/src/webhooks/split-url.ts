/** The parts of a URL or a request target, without `?` in the query and with `#` in the fragment. They may be malformed. */
export interface UrlParts {
  base: string;
  query: string | undefined;
  fragment: string | undefined;
}

export function splitUrl(url: string): UrlParts {
  const [, base = '', query, fragment] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(url) ?? [];
  return { base, query, fragment };
}
