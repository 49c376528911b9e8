import { isSecretName, SECRET_NAME_PATTERN } from '../../shared/secret-names.ts';

/** Removes known secrets, and the query of every URL, from a text. */
export type Redact = (text: string) => string;

// Each repetition that can begin anywhere in the text has a limit, so that a long text takes linear time.
const SCHEME = String.raw`\b[a-z][a-z\d+.-]{0,20}`;
// In JSON within a text, slashes are escaped.
const HOST = String.raw`${SCHEME}:(?:\\?\/){2}`;
const REST = String.raw`[^\s"'<>]*`;
const RULES: readonly (readonly [pattern: string, by: string])[] = [
  // An unknown token: header.payload.signature in base64url. Matched once per word.
  [String.raw`(?<![\w-])eyJ[\w-]{8,}\.[\w-]{2,}\.[\w-]*`, '[redacted]'],
  // A separator must follow `authorization`. Without one the text is prose: "authorization Bearer required".
  [String.raw`(authorization[\s"'\\]{0,4}[:=,][\s"'\\[]{0,4}(?:Bearer|Basic))\s+[\w.~+/=-]+`, '$1 [redacted]'],
  [String.raw`\b(Bearer|Basic)\s+[\w.~+/=-]{16,}`, '$1 [redacted]'],
  // "client_token":"…", with escaped quotes or without, and client_token=…
  [String.raw`(${SECRET_NAME_PATTERN}\\*["']?\s*[:=]\s*\\*["'])[^"'\\]+`, '$1[redacted]'],
  [String.raw`(${SECRET_NAME_PATTERN}=)[^\s"'<>&]+`, '$1[redacted]'],
  [String.raw`(${HOST})[^\s"'<>/@]{1,500}@`, '$1'],
  [String.raw`(${HOST}[^\s"'<>?#]{0,500})[?#]${REST}`, '$1?[redacted]'],
  // A path without a host: /hook?vzaps_signature=…
  [String.raw`\?[^\s"'<>?=]{1,300}?(?:=|\\u003d)${REST}`, '?[redacted]'],
  // A URL in the query of another URL.
  [String.raw`%(?:25)*3F[^\s"'<>]{1,300}?%(?:25)*3D${REST}`, '%3F[redacted]'],
];
const COMPILED = RULES.map(([pattern, by]) => [new RegExp(pattern, 'gi'), by] as const);

export function redactor(secrets: readonly (string | undefined)[]): Redact {
  // The longest first: one secret may be the beginning of another.
  const known = secrets.filter((each): each is string => each !== undefined && each.length > 3);
  known.sort((a, b) => b.length - a.length);
  const spellings = known.flatMap((secret) => [secret, encodeForUrl(secret), JSON.stringify(secret).slice(1, -1)]);
  return (text) => {
    let clean = text;
    for (const secret of new Set(spellings)) clean = clean.replaceAll(secret, '[redacted]');
    for (const [rule, by] of COMPILED) clean = clean.replace(rule, by);
    return clean;
  };
}

/**
 * A reviver for `JSON.parse` that removes secrets from names and texts. It works on parsed values, because escapes in
 * the JSON text can hide a secret. Names in `kept` stay, so that the reader finds them.
 */
export function redactingReviver(
  redact: Redact,
  kept: ReadonlySet<string> = new Set(),
): (key: string, value: unknown) => unknown {
  const clean = (name: string) => (kept.has(name) ? name : redact(name));
  return (key, value) => {
    if (typeof value === 'string') return isSecretName(key) ? '[redacted]' : redact(value);
    if (Array.isArray(value) && isSecretName(key)) return ['[redacted]'];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [clean(name), each]));
  };
}

function encodeForUrl(secret: string): string {
  // `encodeURIComponent` throws for a lone surrogate.
  return encodeURIComponent(secret.replace(/\p{Cs}/gu, ''));
}

/** Replaces phone numbers, because error messages are logged. Ids with letters stay readable. */
export function maskNumbers(text: string): string {
  return text.replace(/\b\+?\d{8,}(?:@[\w.]+)?/g, '[number]');
}
