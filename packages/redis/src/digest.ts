import { createHash } from 'node:crypto';

/** Short, of one length, and without the phone numbers that keys and conversations are made of. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
