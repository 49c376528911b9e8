import type { Random } from '../random.ts';
import type { PlannedEvent } from '../traffic/plan-types.ts';

/** An event of a conversation, and how it is delivered. */
export interface RealtimeEvent {
  planned: PlannedEvent;
  kind: 'Message' | 'ReadReceipt';
  position: number;
  /** VZaps sends each event to the WebSocket and to the webhook, and one of them can miss it. */
  by: 'both' | 'realtime' | 'webhook';
}

/** The position of an event in the plan. It stands in the message id. */
export const positionOf = (id: string): number => Number(id.slice(id.lastIndexOf('N') + 1));

/** Plans messages and receipts. Returns the events of each conversation, in the order in which they happen. */
export function planRealtime(
  random: Random,
  instances: readonly string[],
  { events, conversations }: { events: number; conversations: number },
): RealtimeEvent[][] {
  return Array.from({ length: conversations }, (_, index) => {
    const instance = instances[index % instances.length] as string;
    const phone = `55119${10_000_000 + index}`;
    const id = `${instance}|${phone}`;
    const conversation = { id, instance, phone, isGroup: false, pace: 'one by one' as const, steps: [], beside: [] };
    return Array.from({ length: Math.ceil(events / conversations) }, (_, at): RealtimeEvent => {
      const position = index * events + at + 1;
      const messageId = `3EB0C${index}N${position}`;
      const planned = { id: `${instance}|${messageId}`, messageId, conversation, work: 0 };
      return {
        planned: { ...planned, copies: 'complete only', fails: 'never' },
        kind: random.chance(0.3) ? 'ReadReceipt' : 'Message',
        position,
        by: random.pick(['both', 'both', 'both', 'realtime', 'webhook']),
      };
    });
  });
}
