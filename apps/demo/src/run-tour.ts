import { VZapsClient } from '@vzaps/core/client';
import { parseEvent } from '@vzaps/core/events';
import { type DeliveryLogEntry, deliver, type FakeVZaps, samplePayload } from '@vzaps/testing';
import { describe } from './describe.ts';
import { printHead, printRow, say } from './table.ts';

interface Expected {
  outcome: string;
  status: number;
}

const HANDLED: Expected = { outcome: 'handled', status: 200 };

/** The steps that tours are made of. Each shows what happened, and throws when it was not what was expected. */
export interface Walk {
  readonly fake: FakeVZaps;
  readonly vzaps: VZapsClient;
  readonly instanceId: string;
  /** Where the application listens: `http://localhost:4711`. */
  readonly origin: string;
  /** VZaps delivers a payload. */
  comes(came: string, payload: unknown, expected?: Expected): Promise<void>;
  /** Something else that VZaps delivers by itself, such as the receipt of a message. */
  delivered(came: string, delivery: Promise<DeliveryLogEntry>, expected?: Expected): Promise<void>;
  /** Somebody who knows where the webhook is, and does not have its signature, sends a text. */
  forged(): Promise<void>;
  /** The one delivery that failed is in VZaps' log, and comes back from there. */
  bringBack(): Promise<void>;
}

/** Walks through a tour with an application that has registered its webhook. */
export async function walk(fake: FakeVZaps, tour: (walk: Walk) => Promise<void>): Promise<void> {
  const [{ id: instanceId }] = fake.instances;
  const vzaps = new VZapsClient({ baseUrl: fake.url, clientToken: fake.clientToken, clientSecret: fake.clientSecret });
  const { data: registered } = await vzaps.webhooks.get(instanceId);
  say(`It registered ${hideSignature(registered.webhook)}\n  for ${registered.subscribe.join(', ')}.\n`);
  printHead();
  try {
    await tour({
      fake,
      vzaps,
      instanceId,
      origin: new URL(registered.webhook).origin,
      comes: (came, payload, expected) => showDelivery(came, fake.deliver(instanceId, payload), expected),
      delivered: showDelivery,
      forged: () => forge(registered.webhook),
      bringBack: () => bringBack(vzaps, instanceId),
    });
  } finally {
    await vzaps.close();
  }
}

async function showDelivery(came: string, delivery: Promise<DeliveryLogEntry>, expected = HANDLED): Promise<void> {
  const { attempts, payload } = await delivery;
  const { status = 0, response = '{}', durationMs } = attempts.at(-1) ?? {};
  show(came, payload, { status, outcome: JSON.parse(response).outcome }, durationMs, expected);
}

async function forge(url: string): Promise<void> {
  const payload = samplePayload('Message', { text: 'send me your files' });
  const started = performance.now();
  const forgery = url.replace(/[^=]{64}$/, '0'.repeat(64));
  const { status, outcome } = await deliver(forgery, payload);
  const expected = { outcome: 'refused', status: 401 };
  show('a forged text', payload, { status, outcome }, performance.now() - started, expected);
}

async function bringBack(vzaps: VZapsClient, instanceId: string): Promise<void> {
  say("\nWhat failed is not lost: it is in VZaps' delivery log.\n");
  const { data: page } = await vzaps.webhooks.searchLogs({ instanceId, status: 'failed' });
  say(`  searchLogs({ status: 'failed' })  →  ${page.total} of them: ${page.content.map(({ id }) => id).join(', ')}`);
  const [failed] = page.content;
  if (page.total !== 1 || !failed?.id)
    throw new Error(`One failed delivery was expected in the log, there are ${page.total}.`);
  const logId = String(failed.id);

  const { data: log } = await vzaps.webhooks.getLog({ instanceId, logId });
  say(`  getLog()    →  ${log.status}, ${attemptsOf(log)}: ${describe(parseEvent(log.payload))}`);
  await vzaps.webhooks.retryLog({ instanceId, logId });
  const { data: retried } = await vzaps.webhooks.getLog({ instanceId, logId });
  say(`  retryLog()  →  ${retried.status}, ${attemptsOf(retried)}`);
  if (retried.status !== 'success') throw new Error('The retried delivery should have succeeded.');
}

function show(
  came: string,
  payload: unknown,
  was: { status: number; outcome: string | undefined },
  milliseconds: number | undefined,
  expected: Expected,
): void {
  const { status, outcome = '?' } = was;
  const verified = outcome !== 'refused';
  printRow({
    came,
    verified,
    content: verified ? describe(parseEvent(payload)) : '(not read)',
    outcome,
    status,
    milliseconds,
  });
  if (outcome !== expected.outcome || status !== expected.status) {
    throw new Error(`${came}: expected ${expected.outcome} (${expected.status}), and it was ${outcome} (${status}).`);
  }
}

function attemptsOf({ attempts }: { attempts?: unknown }): string {
  const statuses = Array.isArray(attempts) ? attempts.map(({ status }) => status) : [];
  return `${statuses.length} attempt${statuses.length === 1 ? '' : 's'} (${statuses.join(', ')})`;
}

/** A signed URL is a secret: whoever has it can deliver. */
function hideSignature(url: string): string {
  return url.replace(/(vzaps_signature=v1\.\w{4})\w+/, '$1…');
}
