import { messageBody } from './message-body.ts';
import type { PlannedDelivery, PlannedEvent } from './plan-types.ts';

/** What the text of a message tells the handler to do. */
export interface HandlerInstructions {
  /** The number of the delivery, in the order in which deliveries are sent. It shows which delivery of an event was handled. */
  position: number;
  /** See `PlannedEvent.work`, in milliseconds. */
  work: number;
  fails: PlannedEvent['fails'];
}

export function parseInstructions(text = ''): HandlerInstructions {
  const [position, work, fails] = text.split(' ');
  return { position: Number(position), work: Number(work), fails: fails as PlannedEvent['fails'] };
}

const START = Date.UTC(2026, 8, 17);
// Timestamps go back and forth, so that a receiver that sorts by timestamp fails.
const STEP_MS = 7_919_000;
const DAY_MS = 86_400_000;

export function bodyOf({ event, copy }: PlannedDelivery, position: number): string {
  const { phone, isGroup, instance } = event.conversation;
  return messageBody({
    instance,
    phone,
    isGroup,
    messageId: event.messageId,
    text: `${position} ${event.work} ${event.fails} ${'x'.repeat(event.padding ?? 0)}`,
    time: new Date(START + ((position * STEP_MS) % DAY_MS)),
    partial: copy === 'partial',
    form: position,
  });
}
