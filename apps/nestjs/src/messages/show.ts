import type { messages } from '../database/schema.ts';
import type { Reached } from './message-store.ts';

/** A message as it is answered. */
export interface ShownMessage {
  /** `null` where VZaps refused it, or nobody knows whether VZaps took it. */
  id: string | null;
  phone: string;
  message: string;
  /** `unconfirmed` (no id), `sent`, `delivered`, `read`, `played`. In a group, that of whoever is furthest. */
  status: string;
  /** What was told of, in this order, each with the time when it came first. WhatsApp may leave a step out. */
  history: { status: string; at: Date }[];
}

type Row = typeof messages.$inferSelect & { receipts: Pick<Reached, 'state' | 'at'>[] };

/** `receipts` are in the order of their ranks, not of their times: those are told by several clocks. */
export function show({ id, phone, message, at, receipts }: Row): ShownMessage {
  const sent = id === null ? [] : [{ status: 'sent', at }];
  const history = [...sent, ...receipts.map((each) => ({ status: each.state, at: each.at }))];
  return { id, phone, message, status: history.at(-1)?.status ?? 'unconfirmed', history };
}
