import type { MaybePromise } from '../../shared/maybe-promise.ts';
import type { Delivery } from '../delivery/delivery.ts';

/** The result of a verifier: `ok` says whether the delivery is accepted. */
export type VerifyResult =
  /** `instanceId`: the instance that the delivery was confirmed for. `retiredSecret`: an old secret matched. */
  | { ok: true; instanceId?: string; retiredSecret?: true }
  /** `reason` is for logs. It must contain nothing of the request. */
  | { ok: false; reason: string };

/**
 * Decides whether a delivery was sent by VZaps. Your own verifier can be an arrow function. If it throws, the outcome is
 * `failed` and not `refused`, so the delivery stays in VZaps' log.
 *
 * Without `needsBytes` the receiver calls it before the body is read. With `needsBytes: true` the receiver calls it after
 * the body was read (within the limit), and `delivery.body` is a `Uint8Array`.
 *
 * Events of one conversation are handled in the order in which an asynchronous verifier with `needsBytes` answered. The
 * built-in verifiers are synchronous, so there it is the order in which the bodies were read.
 *
 * @example
 * import { createReceiver, type Verifier } from '@vzaps/core/webhooks';
 *
 * const verifyHeader: Verifier = ({ headers }) =>
 *   'x-internal' in headers ? { ok: true, instanceId: 'VZ123' } : { ok: false, reason: 'the header is missing' };
 * createReceiver({ verify: verifyHeader });
 */
export type Verifier = ((delivery: Delivery) => MaybePromise<VerifyResult>) & { readonly needsBytes?: true };

export const refuse = (reason: string): VerifyResult & { ok: false } => ({ ok: false, reason });

/** The result of a verifier whose secret number `matched` (counted from 0) matched. */
export function accept(instanceId: string | undefined, matched: number): VerifyResult & { ok: true } {
  const result: VerifyResult & { ok: true } = { ok: true };
  if (instanceId) result.instanceId = instanceId;
  if (matched > 0) result.retiredSecret = true;
  return result;
}

const encoder = new TextEncoder();

export const encodeUtf8 = (text: string): Uint8Array => encoder.encode(text);
