import type { Conversation, Plan, PlannedDelivery } from '../traffic/plan-types.ts';
import { inParallel } from './in-parallel.ts';
import type { Line, Sender } from './sender.ts';
import { untilTaken } from './until-taken.ts';

// Conversations that go on at once; and what waits for a twin, beside them.
const PARALLEL = 48;
const WAITING = 64;

/** Makes every delivery of the plan, in the order that it gives, until each was answered with 2xx. */
export async function drive({ conversations }: Plan, sender: Sender): Promise<void> {
  const aside = conversations.flatMap((conversation) => conversation.aside);
  await Promise.all([
    inParallel(PARALLEL, conversations, (conversation) => converse(conversation, sender)),
    inParallel(WAITING, aside, (list) =>
      untilTaken(
        list.map((each) => [each]),
        (step) => sendAll(step, (delivery) => sender.send(delivery)),
        true,
      ),
    ),
  ]);
}

async function converse({ pace, steps }: Conversation, sender: Sender): Promise<void> {
  let line: Line | undefined;
  await untilTaken(
    steps,
    async (step) => {
      if (pace !== 'pipelined') return sendAll(step, (delivery) => sender.send(delivery));
      if (!line || line.connection.ended) line = await sender.takeLine().catch(() => undefined);
      const home = line;
      if (!home) return [...step];
      return sendAll(step, (delivery) => (delivery.elsewhere ? sender.send(delivery) : sender.send(delivery, home)));
    },
    pace === 'waiting',
  );
  line?.giveBack();
}

/** Sends at once, and answers what was not taken. */
async function sendAll(
  step: readonly PlannedDelivery[],
  send: (delivery: PlannedDelivery) => Promise<boolean>,
): Promise<PlannedDelivery[]> {
  const taken = await Promise.all(step.map(send));
  return step.filter((_, index) => !taken[index]);
}
