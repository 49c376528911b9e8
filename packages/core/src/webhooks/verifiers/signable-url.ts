import { invalidOption } from '../../shared/check-options.ts';
import { splitUrl } from '../split-url.ts';

/**
 * Checks that VZaps can reach a URL and that a verifier can accept it.
 *
 * @throws VZapsError `INVALID_OPTION`.
 */
export function checkSignableUrl(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed && /^https?:$/.test(parsed.protocol) && !parsed.pathname.startsWith('//') && !/\s/.test(url)) return;
  throw invalidOption(
    'sign',
    'url',
    url,
    'an absolute http or https URL without spaces, whose path does not start with //',
  );
}

/**
 * Appends parameters to the query, before the fragment. Existing parameters of the same names are removed. Every other
 * byte of the URL stays the same, which `URLSearchParams` does not guarantee: it rewrites `%20`, and `b` without `=`.
 */
export function appendParameters(url: string, parameters: Record<string, string>): string {
  const { base, query, fragment = '' } = splitUrl(url);
  const existing = query ? query.split('&').filter((pair) => !(decodeName(pair) in parameters)) : [];
  const added = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${base}?${[...existing, ...added].join('&')}${fragment}`;
}

function decodeName(pair: string): string {
  return new URLSearchParams(pair).keys().next().value ?? '';
}
