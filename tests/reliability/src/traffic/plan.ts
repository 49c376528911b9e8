import type { Random } from '../random.ts';
import { arrange } from './arrange.ts';
import { makeConversations } from './people.ts';
import type { Conversation, Plan, PlannedEvent, PlanOptions } from './plan-types.ts';

/** What VZaps will deliver: so many deliveries in all, of which the given shares are duplicates and second twins. */
export function planTraffic(random: Random, options: PlanOptions): Plan {
  const { deliveries, duplicates = 0.1, twins = 0.05, failing = 0.05 } = options;
  const conversations = makeConversations(random, options.conversations);
  const copies = Math.round(deliveries * duplicates);
  const second = Math.round(deliveries * twins);
  const events = makeEvents(random, conversations, deliveries - copies - second, options.works);
  const roles = random.shuffle(events);
  for (const event of roles.splice(0, second)) event.copies = random.chance(0.1) ? 'late' : 'twins';
  for (const event of roles.splice(0, Math.round(second / 10))) event.copies = 'hidden';
  const failures = roles.splice(0, Math.round(events.length * failing));
  for (const event of failures) event.fails = random.pick(['before', 'after']);
  arrange(random, conversations, events, copies);
  return { conversations, events, deliveries, duplicates: copies, twins: second, failing: failures.length };
}

function makeEvents(
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
    const both = conversation.group ? [conversation, conversations[index ^ 1] as Conversation] : [conversation];
    for (const each of both.slice(0, count - events.length)) {
      const work = random.pick(works);
      const id = `${each.instance}|${messageId}`;
      events.push({ id, messageId, conversation: each, copies: 'one', fails: 'never', work });
    }
  }
  return events;
}
