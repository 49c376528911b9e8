import { hmac } from '@noble/hashes/hmac';
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import { encodeBase64 } from '../../shared/base64.ts';

/** A secret that is prepared for HMAC. */
export type HmacKey = string | Uint8Array;

export function createHmacKey(secret: string | Uint8Array): HmacKey {
  return secret;
}

/** HMAC-SHA-256 as text, without `node:crypto`. Synchronous, unlike WebCrypto. */
export function hmacSha256(key: HmacKey, data: string | Uint8Array, encoding: 'hex' | 'base64'): string {
  const digest = hmac(sha256, key, data);
  return encoding === 'hex' ? bytesToHex(digest) : encodeBase64(digest);
}

/** SHA-256 as hex digits. */
export function sha256Hex(data: string | Uint8Array): string {
  return bytesToHex(sha256(data));
}
