/** A function that takes known secrets, and the query of every URL, out of a text. */
export type Redact = (text: string) => string;

const WORDS = 'token|secret|password|passwd|authorization|signature|api[-_]?key|cookie';
// At the end of a name: `token_count` and `cookiePolicy` hold none.
const END = String.raw`(?:s|[-_]?(?:key|value|\d{1,4}))?`;
/** How a field is called that holds a secret, such as the token of an instance that VZaps made. */
export const SECRET_NAME = new RegExp(`(?:${WORDS})${END}$|^sig$`, 'i');

// Bounded where they could begin anywhere: the text may be long, and of any kind.
const NAME = `(?:${WORDS})${END}`;
const SCHEME = String.raw`\b[a-z][a-z\d+.-]{0,20}`;
// Slashes are escaped in a text that quotes JSON.
const HOST = String.raw`${SCHEME}:(?:\\?\/){2}`;
const REST = String.raw`[^\s"'<>]*`;
const RULES: readonly (readonly [pattern: string, by: string])[] = [
  // Header.payload.signature, base64url, as JSON objects begin: a token that we were never given. Begun once in a word.
  [String.raw`(?<![\w-])eyJ[\w-]{8,}\.[\w-]{2,}\.[\w-]*`, '[redacted]'],
  // In prose a word follows: "Bearer authentication required", "the Basic plan".
  [String.raw`(authorization[\s"'\\]{0,4}[:=,][\s"'\\[]{0,4}(?:Bearer|Basic))\s+[\w.~+/=-]+`, '$1 [redacted]'],
  [String.raw`\b(Bearer|Basic)\s+[\w.~+/=-]{16,}`, '$1 [redacted]'],
  // "client_token":"…", with its quotes escaped or not, and client_token=…
  [String.raw`(${NAME}\\*["']?\s*[:=]\s*\\*["'])[^"'\\]+`, '$1[redacted]'],
  [String.raw`(${NAME}=)[^\s"'<>&]+`, '$1[redacted]'],
  [String.raw`(${HOST})[^\s"'<>/@]{1,500}@`, '$1'],
  [String.raw`(${HOST}[^\s"'<>?#]{0,500})[?#]${REST}`, '$1?[redacted]'],
  // A path alone: /hook?vzaps_signature=…
  [String.raw`\?[^\s"'<>?=]{1,300}?(?:=|\\u003d)${REST}`, '?[redacted]'],
  // A URL within a URL.
  [String.raw`%(?:25)*3F[^\s"'<>]{1,300}?%(?:25)*3D${REST}`, '%3F[redacted]'],
];
const COMPILED = RULES.map(([pattern, by]) => [new RegExp(pattern, 'gi'), by] as const);

export function redactor(secrets: readonly (string | undefined)[]): Redact {
  // The longest first: one secret may be the beginning of another.
  const known = secrets.filter((each): each is string => each !== undefined && each.length > 3);
  known.sort((a, b) => b.length - a.length);
  const spelled = known.flatMap((secret) => [secret, inUrl(secret), JSON.stringify(secret).slice(1, -1)]);
  return (text) => {
    let clean = text;
    for (const secret of new Set(spelled)) clean = clean.replaceAll(secret, '[redacted]');
    for (const [rule, by] of COMPILED) clean = clean.replace(rule, by);
    return clean;
  };
}

/**
 * For `JSON.parse`: names and texts without secrets. On the parsed values, since escapes hide secrets in the text.
 * Names in `kept` stay: the reader looks them up.
 */
export function redactingReviver(
  redact: Redact,
  kept: ReadonlySet<string> = new Set(),
): (key: string, value: unknown) => unknown {
  const clean = (name: string) => (kept.has(name) ? name : redact(name));
  return (key, value) => {
    if (typeof value === 'string') return SECRET_NAME.test(key) ? '[redacted]' : redact(value);
    if (Array.isArray(value) && SECRET_NAME.test(key)) return ['[redacted]'];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [clean(name), each]));
  };
}

function inUrl(secret: string): string {
  // A lone surrogate cannot be encoded.
  return encodeURIComponent(secret.replace(/\p{Cs}/gu, ''));
}

/** Keeps phone numbers out of messages, which end up in logs. Ids with letters stay readable. */
export function maskNumbers(text: string): string {
  return text.replace(/\b\+?\d{8,}(?:@[\w.]+)?/g, '[number]');
}
