/** A function that takes known secrets, and the query of every URL, out of a text. */
export type Redact = (text: string) => string;

const URL_QUERY = /\b([a-z][a-z\d+.-]*:\/\/[^\s"'<>?#]*)[?#][^\s"'<>]*/gi;
const USER_INFO = /\b([a-z][a-z\d+.-]*:\/\/)[^\s"'<>/@]+@/gi;
// Header.payload.signature, base64url, as JSON objects begin: a token that we were never given.
const JWT = /\beyJ[\w-]{8,}\.[\w-]{2,}\.[\w-]*/g;

export function redactor(secrets: readonly (string | undefined)[]): Redact {
  // The longest first: one secret may be the beginning of another.
  const known = secrets.filter((each): each is string => each !== undefined && each.length > 3);
  known.sort((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const secret of known) {
      clean = clean.replaceAll(secret, '[redacted]').replaceAll(encodeURIComponent(secret), '[redacted]');
    }
    return clean.replace(JWT, '[redacted]').replace(USER_INFO, '$1').replace(URL_QUERY, '$1?[redacted]');
  };
}

/** For `JSON.parse`: names and texts without secrets. On the parsed values, since escapes hide secrets in the text. */
export function redactingReviver(redact: Redact): (key: string, value: unknown) => unknown {
  return (_key, value) => {
    if (typeof value === 'string') return redact(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [redact(name), each]));
  };
}

/** Keeps phone numbers out of messages, which end up in logs. Ids with letters stay readable. */
export function maskNumbers(text: string): string {
  return text.replace(/\b\+?\d{8,}(?:@[\w.]+)?/g, '[number]');
}
