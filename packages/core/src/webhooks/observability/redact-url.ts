import { isSecretName } from '../../shared/secret-names.ts';
import { splitUrl } from '../split-url.ts';

// Shorter values may be ordinary words, such as `utm_source=whatsapp`.
const MIN_SECRET_LENGTH = 16;

// The other parameters of a signed URL. They are no secrets, and a log without them says little.
const PUBLIC_NAMES = new Set(['vzaps_instance', 'vzaps_generation']);

/**
 * Removes the secrets of a URL, so that it may be logged. In the query these are the signature of a signed webhook URL,
 * parameters with the name of a secret, and values of 16 characters or more. It also removes the password, the fragment, and
 * what follows `;` or an encoded `?` in the path. The rest stays the same. Takes an absolute URL or a request target, such as
 * `req.url`.
 *
 * @example
 * import { redactUrl } from '@vzaps/core/webhooks';
 *
 * redactUrl('/webhooks/vzaps?vzaps_instance=VZ1&vzaps_signature=v1.5f0c'); // …&vzaps_signature=[redacted]
 */
export function redactUrl(url: string): string {
  const { base, query, fragment } = splitUrl(url);
  // A path with an encoded `?` or with parameters behind `;` is a mistake that can contain the whole query.
  const withoutParameters = base.replace(/(;|%(?:25)*3f).+$/is, '$1[redacted]');
  const withoutPassword = withoutParameters.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/@]*@/i, '$1[redacted]@');
  const cleanQuery = query?.split('&').map(redactParameter).join('&');
  const cleanFragment = fragment === undefined || fragment === '#' ? (fragment ?? '') : '#[redacted]';
  return `${withoutPassword}${cleanQuery === undefined ? '' : `?${cleanQuery}`}${cleanFragment}`;
}

function redactParameter(pair: string): string {
  const [[name = '', value = ''] = []] = new URLSearchParams(pair);
  const isSecret = isSecretName(name) || (value.length >= MIN_SECRET_LENGTH && !PUBLIC_NAMES.has(name));
  // A long word without `=` may be a secret as well.
  if (!pair.includes('=')) return pair.length >= MIN_SECRET_LENGTH ? '[redacted]' : pair;
  return isSecret && value !== '' ? `${pair.slice(0, pair.indexOf('='))}=[redacted]` : pair;
}
