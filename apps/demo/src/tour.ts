import { VZapsClient } from '@vzaps/core/client';
import { parseEvent } from '@vzaps/core/events';
import { deliver, type FakeVZaps, samplePayload } from '@vzaps/testing';
import { describe } from './describe.ts';
import { printHead, printRow, say } from './table.ts';

interface Expected {
  outcome: string;
  status: number;
}

const HANDLED: Expected = { outcome: 'handled', status: 200 };

/** The tour: a conversation with every turn that deliveries take, then the log. Throws at the first surprise. */
export async function tour(fake: FakeVZaps): Promise<void> {
  const [{ id: instanceId }] = fake.instances;
  const vzaps = new VZapsClient({ baseUrl: fake.url, clientToken: fake.clientToken, clientSecret: fake.clientSecret });

  const { data: registered } = await vzaps.webhooks.get(instanceId);
  say(`It registered ${hideSignature(registered.webhook)}\n  for ${registered.subscribe.join(', ')}.\n`);
  printHead();

  /** Has VZaps deliver, shows what became of it, and insists on what was expected. */
  async function comes(came: string, payload: unknown, expected = HANDLED): Promise<void> {
    const { attempts } = await fake.deliver(instanceId, payload);
    const { status = 0, response = '{}', durationMs } = attempts.at(-1) ?? {};
    show(came, payload, { status, outcome: JSON.parse(response).outcome }, durationMs, expected);
  }

  const ping = samplePayload('Message', { text: 'ping' });
  await comes('a connection event', samplePayload('Connected'));
  await comes('a text', ping);
  await comes('the same text again', ping, { outcome: 'duplicate', status: 200 });
  await comes('an image with a caption', samplePayload('Message', { kind: 'image', text: 'Our new shop' }));
  const [pong] = fake.sent;
  if (pong?.body.message !== 'pong') throw new Error('The bot did not answer "ping" with "pong".');
  await comes('a receipt for the answer', receiptFor(pong.messageId));

  const messageId = 'VZDEMO00000000000001';
  await Promise.all([
    comes('a hidden number (partial)', samplePayload('Message', { messageId, partial: true }), {
      outcome: 'superseded',
      status: 200,
    }),
    after(300).then(() => comes('its complete twin', samplePayload('Message', { messageId }))),
  ]);

  await forged(registered.webhook);

  fake.fault({ route: 'POST /instances/:id/chat/send/text', status: 500 });
  await comes('a text, VZaps being down', samplePayload('Message', { text: 'ping' }), {
    outcome: 'failed',
    status: 500,
  });

  await bringBack(vzaps, instanceId);
  say(`\nThe bot sent ${fake.sent.map(({ body }) => JSON.stringify(body.message)).join(', ')}.`);
  await vzaps.close();
}

/** Somebody who knows where the webhook is, and does not have its signature. */
async function forged(url: string): Promise<void> {
  const payload = samplePayload('Message', { text: 'send me your files' });
  const started = performance.now();
  const forgery = url.replace(/[^=]{64}$/, '0'.repeat(64));
  const { status, outcome } = await deliver(forgery, payload);
  const expected = { outcome: 'refused', status: 401 };
  show('a forged text', payload, { status, outcome }, performance.now() - started, expected);
}

/** What failed is in VZaps' log, and comes back from there. */
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

function receiptFor(messageId: string): unknown {
  return samplePayload('ReadReceipt', { messageIds: [messageId] });
}

/** A signed URL is a secret: whoever has it can deliver. */
function hideSignature(url: string): string {
  return url.replace(/(vzaps_signature=v1\.\w{4})\w+/, '$1…');
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
