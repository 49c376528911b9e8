import { createHash } from 'node:crypto';

/**
 * A short hash of fixed length (132 bits). Names of Redis keys hold digests, because keys and conversations contain phone
 * numbers.
 */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
