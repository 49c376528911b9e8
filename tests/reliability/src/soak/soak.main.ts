/** A process that hands events to a receiver as fast as it takes them, and measures itself. */
import { getEventListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { parseEvent } from '@vzaps/core/events';
import { createReceiver, createUrlSigner, memoryStore } from '@vzaps/core/webhooks';
import { createRandom } from '../random.ts';
import { answerQuestions } from '../site/answer-questions.ts';
import { gatherTrouble } from '../site/trouble.ts';
import { messageBody } from '../traffic/message-body.ts';
import { measure } from './measure.ts';

const IN_FLIGHT = 64;
const INSTANCE = 'VZ9K2M4N8P1Q3R5S7T0W';
const random = createRandom(JSON.parse(process.argv[2] ?? '').seed).fork('soak');
const trouble = gatherTrouble();
const { sign, verify } = createUrlSigner({ secret: 'the soak keeps its secret in the open' });
const { pathname, search } = new URL(sign('http://x/webhooks/vzaps', { instanceId: INSTANCE }));
const callers = new AbortController();
const outcomes: Record<string, number> = {};
let events = 0;

const idempotency = memoryStore({ maxEntries: 20_000 });
const receiver = createReceiver({ verify, idempotency, partialWaitMs: 20 }).on('Message', async (event, ctx) => {
  // A signal is made only for who looks at it.
  if (random.chance(0.1)) ctx.signal.throwIfAborted();
  if (random.chance(0.1)) await turn();
  if (event.text === 'fails') throw new Error('a handler that fails');
});

async function send(
  messageId: string,
  person: string,
  facts: { text?: string; partial?: boolean } = {},
): Promise<void> {
  const body = messageBody({ instance: INSTANCE, person, messageId, text: 'olá', form: events, ...facts });
  // What is dispatched from elsewhere brings a signal, and must let go of it.
  const { kind } = random.chance(0.05)
    ? await receiver.dispatch(parseEvent(body), { instanceId: INSTANCE, signal: callers.signal })
    : await receiver.receive({ method: 'POST', target: pathname + search, headers: {}, body: Buffer.from(body) });
  outcomes[kind] = (outcomes[kind] ?? 0) + 1;
}

/** One event: 2 % fail once, 5 % come twice, 0.5 % are twins, 0.1 % stay hidden; half in conversations never seen. */
async function oneEvent(): Promise<void> {
  events += 1;
  const id = `3EB0${events.toString(16).toUpperCase()}`;
  const person = String(random.chance(0.5) ? 5511900000000 + events : 5511800000000 + random.below(5_000));
  const draw = random.next();
  if (draw < 0.02) await send(id, person, { text: 'fails' });
  else if (draw < 0.07) void send(id, person);
  else if (draw < 0.075) void send(id, person, { partial: true });
  await send(id, person, draw > 0.999 ? { partial: true } : {});
}

async function run(count: number): Promise<void> {
  const until = events + count;
  const runners = Array.from({ length: IN_FLIGHT }, async () => {
    while (events < until) await oneEvent();
  });
  await Promise.all(runners);
}

answerQuestions(null, async ({ count }: { count: number }) => {
  await run(count);
  const signals = getEventListeners(callers.signal, 'abort').length;
  return { ...(await measure()), signals, outcomes, events, trouble };
});
