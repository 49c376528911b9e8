import type { Random } from '../random.ts';
import type { Conversation, PlannedDelivery, PlannedEvent } from './plan-types.ts';

/** The most deliveries of one step. */
const MAX_STEP = 12;

/** Puts the deliveries of all events, and the duplicates, into the steps of their conversations. */
export function arrangeDeliveries(
  random: Random,
  conversations: Conversation[],
  events: PlannedEvent[],
  duplicates: number,
): void {
  const duplicateCounts = new Map<PlannedEvent, number>();
  for (let left = duplicates; left > 0; left -= 1) {
    const event = random.pick(events);
    duplicateCounts.set(event, (duplicateCounts.get(event) ?? 0) + 1);
  }
  const laterDuplicates = new Map<Conversation, PlannedDelivery[]>();
  for (const event of events) arrangeEvent(random, event, duplicateCounts.get(event) ?? 0, laterDuplicates);
  for (const [{ steps }, rest] of laterDuplicates) if (rest.length > 0) steps.push(rest);
  for (const conversation of conversations.filter(({ pace }) => pace === 'concurrent')) {
    conversation.steps = conversation.steps.map((step) => random.shuffle(step));
  }
}

function arrangeEvent(
  random: Random,
  event: PlannedEvent,
  duplicateCount: number,
  laterDuplicates: Map<Conversation, PlannedDelivery[]>,
): void {
  const { conversation, copies } = event;
  const { steps, pace, beside } = conversation;
  const delivery = (copy: 'complete' | 'partial', otherConnection: boolean) => ({ event, copy, otherConnection });
  // In a burst, one connection defines the order. A copy on another connection could overtake.
  const maybeOther = (): boolean => pace !== 'pipelined' && random.chance(0.5);
  const complete = delivery('complete', maybeOther());
  const duplicates = Array.from({ length: duplicateCount }, () =>
    delivery(copies === 'partial only' ? 'partial' : 'complete', false),
  );

  if (copies === 'partial only' || copies === 'complete late') {
    const list = [delivery('partial', true), ...(copies === 'complete late' ? [complete] : []), ...duplicates];
    beside.push(list.map((each) => ({ ...each, otherConnection: true })));
    return;
  }
  const pair = copies === 'both' ? [delivery('partial', random.chance(0.3) || maybeOther()), complete] : [complete];
  const now = random.chance(0.7) ? pair : pair.reverse();
  const after: PlannedDelivery[] = [];
  for (const each of duplicates) {
    const atOnce = random.chance(0.5);
    // A later duplicate of a failed event is handled again. On another connection, it could run at the same time as the next
    // event of its conversation.
    const otherConnection = atOnce ? maybeOther() : event.fails === 'never' && random.chance(0.5);
    (atOnce ? now : after).push({ ...each, otherConnection });
  }
  const last = steps.at(-1);
  if (pace === 'one by one') steps.push(now, ...after.map((each) => [each]));
  else if (last && last.length + now.length <= MAX_STEP) last.push(...now);
  else steps.push([...(laterDuplicates.get(conversation) ?? []).splice(0), ...now]);
  if (pace !== 'one by one') {
    laterDuplicates.set(conversation, [...(laterDuplicates.get(conversation) ?? []), ...after]);
  }
}
