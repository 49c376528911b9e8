import type { messages, receipts } from '../database/schema.ts';

/** The state that a message reached, and when. */
export type ReachedState = Omit<typeof receipts.$inferInsert, 'messageId'>;

/** A message as the HTTP API returns it. */
export interface ShownMessage {
  /** `null` if VZaps refused the message, or if its answer did not arrive. */
  id: string | null;
  phone: string;
  message: string;
  /** `unconfirmed` (no id), `sent`, `delivered`, `read` or `played`. In a group: the furthest state of any member. */
  status: string;
  /** The reached states in this order, each with its first time. WhatsApp may leave out a state. */
  history: { status: string; at: Date }[];
}

type Row = typeof messages.$inferSelect & { receipts: Pick<ReachedState, 'state' | 'at'>[] };

/** `receipts` are sorted by rank. Their times come from several clocks, so they give no order. */
export function toShownMessage({ id, phone, message, at, receipts }: Row): ShownMessage {
  const sent = id === null ? [] : [{ status: 'sent', at }];
  const history = [...sent, ...receipts.map((receipt) => ({ status: receipt.state, at: receipt.at }))];
  return { id, phone, message, status: history.at(-1)?.status ?? 'unconfirmed', history };
}
