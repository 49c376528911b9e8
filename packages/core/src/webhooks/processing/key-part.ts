import { sha256 } from '#crypto';
import { encodeHex } from '../../shared/hex.ts';

const MAX_PART_LENGTH = 200;

/**
 * Prepares one part of a key whose parts are joined by `|`. Senders choose ids, so `|` and `%` are percent-encoded:
 * otherwise a sender could build the key of another person's message. A part over 200 characters is cut, and its
 * SHA-256 is appended. Two different parts never give the same result.
 */
export function escapeKeyPart(part: string): string {
  const short = part.length > MAX_PART_LENGTH ? `${part.slice(0, MAX_PART_LENGTH)}${encodeHex(sha256(part))}` : part;
  return /[|%]/.test(short) ? short.replaceAll('%', '%25').replaceAll('|', '%7C') : short;
}
