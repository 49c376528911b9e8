import { isSecretName } from '../../shared/secret-names.ts';

interface RequestParts {
  readonly path: string;
  readonly body: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

// A shorter value may be an ordinary word (`utm_source=whatsapp`). Redacting it would make an error unreadable.
const MIN_SECRET_LENGTH = 16;

/** The secrets of a request, which the response may repeat: values of secret names, and parts of URLs in the body. */
export function collectSecrets({ body, headers = {}, path }: RequestParts): string[] {
  const found = Object.entries(headers).flatMap(([name, value]) => (isSecretName(name) ? [value] : []));
  const visit = (key: string, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (isSecretName(key)) found.push(value);
    // A text may begin with a URL.
    const [url = ''] = value.split(/\s/, 1);
    if (/^https?:/i.test(url) && URL.canParse(url)) found.push(...collectFromUrl(new URL(url), path));
    return value;
  };
  try {
    JSON.parse(body ?? 'null', visit);
  } catch {
    // The body is nested deeper than a reviver can go. The secrets found by then are used.
  }
  return found;
}

function collectFromUrl({ search, hash, password, searchParams }: URL, path: string): string[] {
  // A value that is part of the path, such as the instance id, is not a secret.
  const isLong = (value: string) =>
    value.length >= MIN_SECRET_LENGTH && !path.includes(value) && !path.includes(encodeURIComponent(value));
  const values = [...searchParams].flatMap(([name, value]) => (isSecretName(name) || isLong(value) ? [value] : []));
  const [query, fragment] = [search.slice(1), hash.slice(1)];
  // A query of one word is a value without a name.
  if (query.includes('=') || isLong(query)) values.push(query);
  if (isLong(fragment)) values.push(fragment);
  return [...values, password];
}
