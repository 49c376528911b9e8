/** A process that passes events to a receiver as fast as the receiver takes them, and measures itself. */
import { getEventListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { parseEvent } from '@vzaps/core/events';
import { createReceiver, createUrlSigner, memoryStore } from '@vzaps/core/webhooks';
import { answerRequests } from '../deployment/answer-requests.ts';
import { collectProcessErrors } from '../deployment/process-errors.ts';
import { createRandom } from '../random.ts';
import { messageBody } from '../traffic/message-body.ts';
import { measure } from './measure.ts';

const IN_FLIGHT = 64;
const INSTANCE = 'VZ9K2M4N8P1Q3R5S7T0W';
const random = createRandom(JSON.parse(process.argv[2] ?? '').seed).fork('soak');
const errors = collectProcessErrors();
const { sign, verify } = createUrlSigner({ secret: 'a public secret of the soak test' });
const { pathname, search } = new URL(sign('http://x/webhooks/vzaps', { instanceId: INSTANCE }));
const callers = new AbortController();
const outcomes: Record<string, number> = {};
let events = 0;

const idempotency = memoryStore({ maxEntries: 20_000 });
// Without an observer, the default reporter would print every failure.
const receiver = createReceiver({ verify, idempotency, partialWaitMs: 20, onOutcome() {} });
receiver.on('Message', async (event, ctx) => {
  // The signal is created only when a handler reads it.
  if (random.chance(0.1)) ctx.signal.throwIfAborted();
  if (random.chance(0.1)) await turn();
  if (event.text === 'fails') throw new Error('This handler fails.');
});

async function send(
  messageId: string,
  phone: string,
  options: { text?: string; partial?: boolean } = {},
): Promise<void> {
  const body = messageBody({ instance: INSTANCE, phone, messageId, text: 'olá', form: events, ...options });
  // `dispatch` with a signal of the caller must remove its listeners from that signal.
  const { kind } = random.chance(0.05)
    ? await receiver.dispatch(parseEvent(body), { instanceId: INSTANCE, signal: callers.signal })
    : await receiver.receive({ method: 'POST', target: pathname + search, headers: {}, body: Buffer.from(body) });
  outcomes[kind] = (outcomes[kind] ?? 0) + 1;
}

/**
 * Sends one event. 2 % fail once, 5 % come twice, 0.5 % have a partial and a complete copy, 0.1 % only a partial copy.
 * Half of them belong to a new conversation.
 */
async function sendEvent(): Promise<void> {
  events += 1;
  const id = `3EB0${events.toString(16).toUpperCase()}`;
  const phone = String(random.chance(0.5) ? 5511900000000 + events : 5511800000000 + random.below(5_000));
  const draw = random.next();
  if (draw < 0.02) await send(id, phone, { text: 'fails' });
  else if (draw < 0.07) void send(id, phone);
  else if (draw < 0.075) void send(id, phone, { partial: true });
  await send(id, phone, draw > 0.999 ? { partial: true } : {});
}

async function run(count: number): Promise<void> {
  const until = events + count;
  const runners = Array.from({ length: IN_FLIGHT }, async () => {
    while (events < until) await sendEvent();
  });
  await Promise.all(runners);
}

answerRequests(null, async ({ count }: { count: number }) => {
  await run(count);
  const signalListeners = getEventListeners(callers.signal, 'abort').length;
  return { ...(await measure()), signalListeners, outcomes, events, errors };
});
