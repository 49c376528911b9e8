import type { Random } from '../random.ts';
import type { Conversation, PlannedDelivery, PlannedEvent } from './plan-types.ts';

/** The most that goes at once. */
const BURST = 12;

/** Puts the deliveries of all events, and so many duplicates, into the steps of their conversations. */
export function arrange(
  random: Random,
  conversations: Conversation[],
  events: PlannedEvent[],
  duplicates: number,
): void {
  const again = new Map<PlannedEvent, number>();
  for (let left = duplicates; left > 0; left -= 1) {
    const event = random.pick(events);
    again.set(event, (again.get(event) ?? 0) + 1);
  }
  const later = new Map<Conversation, PlannedDelivery[]>();
  for (const event of events) place(random, event, again.get(event) ?? 0, later);
  for (const [{ steps }, rest] of later) if (rest.length > 0) steps.push(rest);
  for (const conversation of conversations.filter(({ pace }) => pace === 'firing')) {
    conversation.steps = conversation.steps.map((step) => random.shuffle(step));
  }
}

function place(random: Random, event: PlannedEvent, again: number, later: Map<Conversation, PlannedDelivery[]>): void {
  const { conversation, copies } = event;
  const { steps, pace, aside } = conversation;
  const delivery = (copy: 'complete' | 'partial', elsewhere: boolean) => ({ event, copy, elsewhere });
  // In a burst it is the one connection that gives the order; a copy elsewhere could overtake.
  const anywhere = (): boolean => pace !== 'pipelined' && random.chance(0.5);
  const whole = delivery('complete', anywhere());
  const duplicates = Array.from({ length: again }, () => delivery(copies === 'hidden' ? 'partial' : 'complete', false));

  if (copies === 'hidden' || copies === 'late') {
    const list = [delivery('partial', true), ...(copies === 'late' ? [whole] : []), ...duplicates];
    aside.push(list.map((each) => ({ ...each, elsewhere: true })));
  } else {
    const pair = copies === 'twins' ? [delivery('partial', random.chance(0.3) || anywhere()), whole] : [whole];
    const now = random.chance(0.7) ? pair : pair.reverse();
    const after: PlannedDelivery[] = [];
    for (const each of duplicates) {
      const sameTime = random.chance(0.5);
      // What was done before can be told anywhere; what failed would be handled there, beside its conversation.
      const elsewhere = sameTime ? anywhere() : event.fails === 'never' && random.chance(0.5);
      (sameTime ? now : after).push({ ...each, elsewhere });
    }
    const open = steps.at(-1);
    if (pace === 'waiting') steps.push(now, ...after.map((each) => [each]));
    else if (open && open.length + now.length <= BURST) open.push(...now);
    else steps.push([...(later.get(conversation) ?? []).splice(0), ...now]);
    if (pace !== 'waiting') later.set(conversation, [...(later.get(conversation) ?? []), ...after]);
  }
}
