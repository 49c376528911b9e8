import { randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

function letters(length: number): string {
  return Array.from(randomBytes(length), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** `VZ`, then upper-case letters and digits (doc). 28 characters, as in the documentation's example. */
export const newInstanceId = (): string => `VZ${letters(26)}`;

/** A WhatsApp message id, as in the events (seen). */
export const newMessageId = (): string => `3EB0${randomBytes(9).toString('hex').toUpperCase()}`;

export const newId = (prefix: string): string => `${prefix}_${letters(20).toLowerCase()}`;

export const newSecret = (): string => randomBytes(24).toString('base64url');

/** Three base64url parts, as in a JWT. Nothing decodes them. */
export function newOwnerToken(): string {
  const header = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');
  return [header, newSecret(), newSecret()].join('.');
}
