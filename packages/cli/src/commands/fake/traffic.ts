import { setTimeout as sleep } from 'node:timers/promises';
import { parseEvent } from '@vzaps/core/events';
import { type FakeVZaps, samplePayload } from '@vzaps/testing';
import { describeEvent } from '../../show/describe-event.ts';
import { formatTime } from '../../show/format-time.ts';
import type { Terminal } from '../../terminal/terminal.ts';

/** What the customers of the fake write, one after the other. */
const CONVERSATION = [
  { text: 'Hello! Are you open today?', pushName: 'Ana', phone: '5511900000001' },
  { text: 'ping', pushName: 'Ana', phone: '5511900000001' },
  { kind: 'image', text: 'Is this the right part?', pushName: 'Bruno', phone: '5511900000002' },
  { kind: 'location', pushName: 'Carla', phone: '5511900000003' },
  { text: 'Thank you!', pushName: 'Bruno', phone: '5511900000002' },
  { kind: 'buttonReply', text: 'Yes', pushName: 'Ana', phone: '5511900000001' },
  { kind: 'audio', pushName: 'Carla', phone: '5511900000003' },
] as const;

/** Sends an event of the conversation after each interval. Each is shown as a line on stderr. */
export function startTraffic(terminal: Terminal, fake: FakeVZaps, intervalMs: number): () => Promise<void> {
  const controller = new AbortController();
  const ended = run(terminal, fake, intervalMs, controller.signal);
  return async () => {
    controller.abort();
    await ended;
  };
}

async function run(terminal: Terminal, fake: FakeVZaps, intervalMs: number, signal: AbortSignal): Promise<void> {
  for (let count = 0; ; count++) {
    await sleep(intervalMs, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    const instance = fake.instances[count % fake.instances.length] ?? fake.instances[0];
    await send(terminal, fake, instance.id, nextPayload(count));
  }
}

/** A receipt follows each round of the conversation. */
function nextPayload(count: number): Record<string, unknown> {
  const message = CONVERSATION[count % (CONVERSATION.length + 1)];
  return message ? samplePayload('Message', message) : samplePayload('ReadReceipt', { state: 'Read' });
}

async function send(terminal: Terminal, fake: FakeVZaps, instanceId: string, payload: unknown): Promise<void> {
  const event = parseEvent(payload);
  fake.realtime.emit(instanceId, payload);
  const line = `${formatTime(new Date())} ${event.type} ${describeEvent(event)}`;
  try {
    const { status, attempts } = await fake.deliver(instanceId, payload);
    terminal.note(`${line}  → webhook ${attempts.at(-1)?.status ?? status}`);
  } catch {
    // No webhook is registered.
    terminal.note(`${line}  → realtime`);
  }
}
