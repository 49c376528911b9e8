import { VZapsError } from '../../errors.ts';
import type { MaybePromise } from '../../shared/maybe-promise.ts';
import type { Delivery } from '../delivery/delivery.ts';

export type VerifyResult =
  | { ok: true; instanceId?: string; retiredSecret?: true }
  /** `reason` is for logs: it names what is wrong, and repeats nothing of what was sent. */
  | { ok: false; reason: string };

/**
 * Decides whether a delivery comes from where it should. Your own may be an arrow function.
 *
 * With `needsBytes` it runs after the body was read (within the limit), and `delivery.body` is a `Uint8Array`;
 * without, it runs before anybody reads the body. What it throws makes the outcome `failed`, not `refused`.
 *
 * One that needs the bytes and is asynchronous decides the order within a conversation: that in which it answered, not
 * that in which the bodies were read. The built-in ones are synchronous.
 */
export type Verifier = ((delivery: Delivery) => MaybePromise<VerifyResult>) & { readonly needsBytes?: true };

export const refuse = (reason: string): VerifyResult & { ok: false } => ({ ok: false, reason });

/** Secrets as given: one, or a list in which the first signs and all are accepted. */
export function secretsOf(secret: string | readonly string[], least: number, who: string): readonly string[] {
  const list = typeof secret === 'string' ? [secret] : [...(secret ?? [])];
  if (list.length === 0 || list.some((each) => typeof each !== 'string' || bytesOf(each).length < least)) {
    throw new VZapsError(
      'INVALID_OPTION',
      `${who} needs a secret of at least ${least} bytes (each of a list). ` +
        `Make one with: node -p "crypto.randomBytes(32).toString('hex')"`,
    );
  }
  return list;
}

const encoder = new TextEncoder();

export const bytesOf = (text: string): Uint8Array => encoder.encode(text);
