import type { Conversation, Plan, PlannedDelivery } from '../traffic/plan-types.ts';
import { inParallel } from './in-parallel.ts';
import { sendUntilAccepted } from './send-until-accepted.ts';
import type { ReservedConnection, Sender } from './sender.ts';

const CONVERSATIONS_AT_ONCE = 48;
/** Lists of deliveries that wait for another copy, sent beside the conversations. */
const WAITING_LISTS_AT_ONCE = 64;

/** Sends every delivery of the plan, in the plan's order, until each was answered with 2xx. */
export async function sendPlan({ conversations }: Plan, sender: Sender): Promise<void> {
  const beside = conversations.flatMap((conversation) => conversation.beside);
  await Promise.all([
    inParallel(CONVERSATIONS_AT_ONCE, conversations, (conversation) => sendConversation(conversation, sender)),
    inParallel(WAITING_LISTS_AT_ONCE, beside, (list) =>
      sendUntilAccepted(
        list.map((each) => [each]),
        (step) => sendAll(step, (delivery) => sender.send(delivery)),
        true,
      ),
    ),
  ]);
}

async function sendConversation({ pace, steps }: Conversation, sender: Sender): Promise<void> {
  let reserved: ReservedConnection | undefined;
  await sendUntilAccepted(
    steps,
    async (step) => {
      if (pace !== 'pipelined') return sendAll(step, (delivery) => sender.send(delivery));
      if (!reserved || reserved.connection.ended) reserved = await sender.reserve().catch(() => undefined);
      const own = reserved;
      if (!own) return [...step];
      return sendAll(step, (delivery) =>
        delivery.otherConnection ? sender.send(delivery) : sender.send(delivery, own),
      );
    },
    pace === 'one by one',
  );
  reserved?.release();
}

/** Sends the deliveries at once and returns those that were not accepted. */
async function sendAll(
  step: readonly PlannedDelivery[],
  send: (delivery: PlannedDelivery) => Promise<boolean>,
): Promise<PlannedDelivery[]> {
  const accepted = await Promise.all(step.map(send));
  return step.filter((_, index) => !accepted[index]);
}
