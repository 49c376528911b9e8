const WORDS = 'token|secret|password|passwd|authorization|signature|api[-_]?key|cookie';
// What may follow such a word at the end of a name. `token_count` and `cookiePolicy` name no secret.
const ENDING = String.raw`(?:s|[-_]?(?:key|value|\d{1,4}))?`;

/**
 * The source of a regular expression that matches the end of a secret's name, in any casing: `client_token`,
 * `X-Api-Key`, `webhookSecret`. For expressions that search secrets in a text.
 */
export const SECRET_NAME_PATTERN = `(?:${WORDS})${ENDING}`;

const SECRET_NAME = new RegExp(`${SECRET_NAME_PATTERN}$|^sig$`, 'i');

/** Whether a field, a header or a query parameter of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}
