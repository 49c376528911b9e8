import { VZapsError } from '../../errors.ts';

/** An absolute http(s) URL whose path does not start with `//`: what VZaps can reach and a verifier accepts. */
export function signableUrl(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.pathname.startsWith('//') || /\s/.test(url)) {
    throw new VZapsError(
      'INVALID_OPTION',
      'sign() needs an absolute http or https URL, without spaces, whose path does not start with two slashes, ' +
        'such as https://example.com/webhooks/vzaps',
    );
  }
  return url;
}

/**
 * Adds parameters at the end of the query, before the fragment, and leaves the rest to the byte:
 * `URLSearchParams` would rewrite `%20` and `b` (without `=`). Earlier values of the same names go.
 */
export function withParameters(url: string, parameters: Record<string, string>): string {
  const [, base = '', query, hash = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(url) ?? [];
  const own =
    query === undefined || query === '' ? [] : query.split('&').filter((pair) => !(nameOf(pair) in parameters));
  const added = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${base}?${[...own, ...added].join('&')}${hash}`;
}

function nameOf(pair: string): string {
  return new URLSearchParams(pair).keys().next().value ?? '';
}
