import type { Delivery } from '../delivery/delivery.ts';
import type { Outcome } from '../outcome.ts';
import { unsafeSkipVerification } from '../verifiers/unsafe-skip-verification.ts';
import { message } from './message.fixture.ts';

/** A delivery with this payload. */
export const post = (payload: unknown, more: Partial<Delivery> = {}): Delivery => ({
  method: 'POST',
  target: '/hook',
  headers: {},
  body: typeof payload === 'string' ? payload : JSON.stringify(payload),
  ...more,
});

/** Accepts every delivery, and reports nothing. */
export const open = { verify: unsafeSkipVerification(), onOutcome: [] };

const LID = '777@lid';
const PHONE = '5511999990000@s.whatsapp.net';
export const partialOf = (id: string) => message({ id, chat: LID });
export const completeOf = (id: string) => message({ id, chat: LID, senderAlt: PHONE });

export const kinds = (outcomes: readonly Outcome[]): string[] => outcomes.map(({ kind }) => kind);

/** A promise that is settled from outside. */
export function deferred<T = void>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
