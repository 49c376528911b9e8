import type { Random } from '../random.ts';
import { arrangeDeliveries } from './arrange.ts';
import { createConversations } from './conversations.ts';
import type { Conversation, Plan, PlannedEvent, PlanOptions } from './plan-types.ts';

// The length of the text of a large message, in characters. The body contains the text twice, so it has about 8 MB.
const LARGE_PADDING = 4_000_000;

/** Plans what VZaps delivers. `options.deliveries` includes duplicates and both copies of pairs. */
export function planTraffic(random: Random, options: PlanOptions): Plan {
  const { deliveries, duplicates: duplicateShare = 0.1, pairs: pairShare = 0.05, failing = 0.05 } = options;
  const conversations = createConversations(random, options.conversations);
  const duplicates = Math.round(deliveries * duplicateShare);
  const pairs = Math.round(deliveries * pairShare);
  const events = createEvents(random, conversations, deliveries - duplicates - pairs, options.works);
  const rest = random.shuffle(events);
  for (const event of rest.splice(0, pairs)) event.copies = random.chance(0.1) ? 'complete late' : 'both';
  for (const event of rest.splice(0, Math.round(pairs / 10))) event.copies = 'partial only';
  const failures = rest.splice(0, Math.round(events.length * failing));
  for (const event of failures) event.fails = random.pick(['before', 'after']);
  for (const event of rest.splice(0, options.killing ?? 0)) event.fails = 'kills';
  for (const event of rest.splice(0, options.large ?? 0)) event.padding = LARGE_PADDING;
  arrangeDeliveries(random, conversations, events, duplicates);
  return { conversations, events, deliveries, duplicates, pairs, failing: failures.length };
}

function createEvents(
  random: Random,
  conversations: Conversation[],
  count: number,
  works: readonly number[] = [0, 0, 1, 2],
): PlannedEvent[] {
  const events: PlannedEvent[] = [];
  while (events.length < count) {
    // Some people write a lot more than others.
    const index = Math.floor(random.next() ** 1.5 * conversations.length);
    const conversation = conversations[index] as Conversation;
    const messageId = `3EB0${random.below(2 ** 32).toString(16)}${events.length.toString(16)}`.toUpperCase();
    // Both instances are members of a group, so both receive the message.
    const receiving = conversation.isGroup ? [conversation, conversations[index ^ 1] as Conversation] : [conversation];
    for (const each of receiving.slice(0, count - events.length)) {
      const work = random.pick(works);
      const id = `${each.instance}|${messageId}`;
      events.push({ id, messageId, conversation: each, copies: 'complete only', fails: 'never', work });
    }
  }
  return events;
}
