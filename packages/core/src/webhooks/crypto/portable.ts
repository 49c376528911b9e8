import { hmac } from '@noble/hashes/hmac';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2';

/** HMAC-SHA-256 without `node:crypto`. Synchronous, unlike WebCrypto. */
export function hmacSha256(key: string | Uint8Array, data: string | Uint8Array): Uint8Array {
  return hmac(nobleSha256, key, data);
}

export function sha256(data: string | Uint8Array): Uint8Array {
  return nobleSha256(data);
}

/** Compares in constant time, so that the duration does not reveal how much of a forged signature is right. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i += 1) difference |= (a[i] as number) ^ (b[i] as number);
  return difference === 0;
}
