/** The secrets of the contract's sites. They protect nothing but tests. */

export const INSTANCE = 'VZ9K2M4N8P1Q3R5S7T0W';
export const AUDIENCE = 'contract';
export const SECRET = 'the secret of the contract, thirty-two bytes or more';
export const OLD_SECRET = 'a secret that was rotated out, and is still listed';
/** URLs of this generation and later ones are not accepted. */
export const REVOKED_GENERATION = 9;

export const TOKEN = 'a token that stands in the URL';
export const OLD_TOKEN = 'the token before it';
export const GATEWAY_SECRET = 'shared with a gateway';
export const OLD_GATEWAY_SECRET = 'shared with a gateway before';
export const STANDARD_SECRET = `whsec_${btoa('shared with a gateway of the standard')}`;

/** What a handler or a verifier that breaks says: words that no stranger may read. */
export const WORDS = 'the password of the database is hunter2';

export const BODY_LIMIT = 64 * 1024;
