import type { ReceiptState } from './read-receipt.ts';

// lineage: WhatsApp's own order. A message may be read without a receipt of its delivery.
const ORDER = ['sent', 'delivered', 'read', 'played'];

/**
 * How far a message of yours came: 0 `Sent` (a state that you may begin with), 1 `Delivered`, 2 `Read`, 3 `Played`,
 * however it is written. `undefined` for any other state: `ReadSelf`, which tells of somebody else's message, and
 * what VZaps may add.
 */
export function receiptRank(state: ReceiptState | undefined): number | undefined {
  if (state === undefined) return undefined;
  const rank = ORDER.indexOf(state.toLowerCase());
  return rank < 0 ? undefined : rank;
}

/**
 * Whether a status moves on from `from` (nothing known yet: `undefined`) to `to`. Receipts come late and out of
 * order (doc): a status never goes back, and one that has no rank neither moves nor is moved.
 */
export function isNewerReceipt(from: ReceiptState | undefined, to: ReceiptState | undefined): boolean {
  const next = receiptRank(to);
  if (next === undefined) return false;
  if (from === undefined) return true;
  const now = receiptRank(from);
  return now !== undefined && next > now;
}
