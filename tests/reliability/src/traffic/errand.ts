import { messageBody } from './message-body.ts';
import type { PlannedDelivery, PlannedEvent } from './plan-types.ts';

/** What a delivery tells its handler, in the text of the message. */
export interface Errand {
  /** Counts deliveries in the order in which they are sent; of one event, which of its deliveries was handled. */
  place: number;
  /** Milliseconds. */
  work: number;
  fails: PlannedEvent['fails'];
}

export function readErrand(text = ''): Errand {
  const [place, work, fails] = text.split(' ');
  return { place: Number(place), work: Number(work), fails: fails as PlannedEvent['fails'] };
}

const MORNING = Date.UTC(2026, 8, 17);
// Prime: times that go back and forth say nothing about the order, and only a careless receiver would sort by them.
const STRIDE_MS = 7_919_000;
const DAY_MS = 86_400_000;

/** The body of a delivery. */
export function bodyOf({ event, copy }: PlannedDelivery, place: number): string {
  const { person, group, instance } = event.conversation;
  return messageBody({
    instance,
    person,
    group,
    messageId: event.messageId,
    text: `${place} ${event.work} ${event.fails}`,
    time: new Date(MORNING + ((place * STRIDE_MS) % DAY_MS)),
    partial: copy === 'partial',
    form: place,
  });
}
