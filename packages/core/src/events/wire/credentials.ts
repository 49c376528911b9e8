import { snakeName } from './snake-case.ts';

const CREDENTIALS: ReadonlySet<string> = new Set([
  'token',
  'instance_token',
  'client_token',
  'access_token',
  'refresh_token',
  'user_token',
  'admin_token',
  'x_instance_token',
  'x_client_token',
  'client_secret',
  'webhook_secret',
  'secret',
  'authorization',
  'password',
  'api_key',
  'apikey',
]);

/** Whether a key of an envelope names a secret, however it is written: `token`, `instanceToken`, `X-Client-Token`. */
export function isCredential(key: string): boolean {
  return isCredentialName(snakeName(key));
}

/** The same for a key in snake_case. */
export function isCredentialName(name: string): boolean {
  return CREDENTIALS.has(name.includes('-') ? name.replaceAll('-', '_') : name);
}

/**
 * Empties the credentials in text that is no JSON, or no JSON that we read: what is cut off in the middle may still
 * show a token at its beginning.
 */
export function withoutCredentials(text: string): string {
  let kept = '';
  let from = 0;
  for (const match of text.matchAll(/"([\w-]{5,32})"\s*:\s*"/g)) {
    const start = match.index + match[0].length;
    if (match.index < from || !isCredential(match[1] ?? '')) continue;
    kept += text.slice(from, start);
    from = endOfString(text, start);
  }
  return from === 0 ? text : kept + text.slice(from);
}

function endOfString(text: string, start: number): number {
  for (let at = start; ; at++) {
    at = text.indexOf('"', at);
    if (at < 0) return text.length;
    let escapes = at;
    while (escapes > start && text[escapes - 1] === '\\') escapes--;
    if ((at - escapes) % 2 === 0) return at;
  }
}
