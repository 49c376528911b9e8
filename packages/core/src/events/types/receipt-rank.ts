import type { ReceiptState } from './read-receipt.ts';

// WhatsApp's own order [lineage]. A message may be read without a receipt of its delivery.
const ORDER = ['sent', 'delivered', 'read', 'played'];

/**
 * Returns how far a message of yours got: 0 `Sent` (a state that you may start with), 1 `Delivered`, 2 `Read`, 3 `Played`.
 * The casing does not matter. `undefined` for any other state: `ReadSelf`, which is about a message of another person, and
 * states that VZaps may add.
 *
 * @example
 * import { receiptRank } from '@vzaps/core/events';
 *
 * receiptRank('Read'); // 2
 */
export function receiptRank(state: ReceiptState | null | undefined): number | undefined {
  if (state === undefined || state === null) return undefined;
  const rank = ORDER.indexOf(state.toLowerCase());
  return rank < 0 ? undefined : rank;
}

/**
 * Whether a message's status moves on from `previous` (`undefined` or `null`, as databases return it: nothing is known yet) to
 * `next`. Receipts arrive late and out of order [doc]. A status never goes back. A state without a rank changes no status, and
 * is never changed.
 *
 * @example
 * import { isNewerReceipt } from '@vzaps/core/events';
 *
 * isNewerReceipt('Delivered', 'Read'); // true
 * isNewerReceipt('Read', 'Delivered'); // false
 */
export function isNewerReceipt(
  previous: ReceiptState | null | undefined,
  next: ReceiptState | null | undefined,
): boolean {
  const nextRank = receiptRank(next);
  if (nextRank === undefined) return false;
  if (previous === undefined || previous === null) return true;
  const previousRank = receiptRank(previous);
  return previousRank !== undefined && nextRank > previousRank;
}
