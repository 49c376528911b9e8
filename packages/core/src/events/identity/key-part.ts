import { sha256Hex } from '#crypto';

const MAX_PART_LENGTH = 200;
const RESERVED = /[%|]/;

/**
 * Encodes a part of a key. The parts are joined by `|`. Senders choose message ids, so `|` and `%` are percent-encoded, and a
 * part over 200 characters is cut and its hash appended. A short part cannot equal a cut one: it would have to be longer than
 * 200 characters.
 */
export function toKeyPart(part: string): string {
  const short = part.length > MAX_PART_LENGTH ? `${part.slice(0, MAX_PART_LENGTH)}~${hashText(part)}` : part;
  return RESERVED.test(short) ? short.replace(/%/g, '%25').replace(/\|/g, '%7C') : short;
}

/**
 * A hash of text, as 32 hex digits. It is a cut SHA-256, because senders choose ids: with a simple hash a sender could build
 * two lists of ids with the same hash. It is synchronous on every runtime and takes about 0.3 µs on Node, and 4 µs
 * where @noble/hashes replaces node:crypto.
 */
export function hashText(text: string): string {
  return sha256Hex(text).slice(0, 32);
}
