/** The secrets of the contract's scenarios. They protect nothing outside of tests. */

export const INSTANCE = 'VZ9K2M4N8P1Q3R5S7T0W';
/** The receiver's option `instanceId`. It applies to verifiers that confirm no instance. */
export const DEFAULT_INSTANCE = 'VZ5D6E7F8A9U0L1T2I3N';
export const AUDIENCE = 'contract';
export const SECRET = 'the secret of the contract, thirty-two bytes or more';
export const OLD_SECRET = 'the secret before the rotation, which is still listed';
/** URLs of this generation and of later ones are rejected. */
export const REVOKED_GENERATION = 9;

export const TOKEN = 'a token in the URL';
export const OLD_TOKEN = 'the token before the rotation';
export const GATEWAY_SECRET = 'shared with a gateway';
export const OLD_GATEWAY_SECRET = 'shared with a gateway before';
export const STANDARD_SECRET = `whsec_${btoa('shared with a gateway of the standard')}`;

/** The message of every error that a handler, a store or a verifier throws. No response may contain it. */
export const ERROR_TEXT = 'the password of the database is hunter2';

export const BODY_LIMIT = 64 * 1024;
