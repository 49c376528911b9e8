import { isSecretName } from '../../shared/secret-names.ts';

/**
 * Empties the credentials in text that is not JSON. Text that is cut off in the middle may still hold a token at its
 * beginning.
 */
export function removeCredentials(text: string): string {
  let kept = '';
  let from = 0;
  for (const match of text.matchAll(/"([\w-]{3,32})"\s*:\s*"/g)) {
    const start = match.index + match[0].length;
    if (match.index < from || !isSecretName(match[1] ?? '')) continue;
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
