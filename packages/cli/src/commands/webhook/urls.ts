import { UsageError } from '../../usage-error.ts';

/** @throws UsageError for anything but an absolute http or https URL. The message does not repeat the URL. */
export function checkUrl(url: string): void {
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) return;
  throw new UsageError('The URL must begin with http:// or https://, such as https://example.com/webhooks/vzaps.');
}

/** The query of a webhook URL may contain a secret. */
export function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '');
}

/** Describes the instance and the generation for which a URL is signed, without the signature. */
export function describeSignature(url: string): string {
  const query = URL.canParse(url) ? new URL(url).searchParams : new URLSearchParams();
  if (query.has('vzaps_signature')) {
    return `for ${query.get('vzaps_instance')}, generation ${query.get('vzaps_generation')}`;
  }
  return query.size > 0 ? 'none, but the URL has a query' : 'none';
}
