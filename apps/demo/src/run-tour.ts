import { setTimeout as sleep } from 'node:timers/promises';
import { VZapsClient } from '@vzaps/core/client';
import { parseEvent } from '@vzaps/core/events';
import { type DeliveryLogEntry, deliver, type FakeVZaps, samplePayload } from '@vzaps/testing';
import { describeEvent } from './describe-event.ts';
import { print, printHead, printRow } from './print.ts';
import { retryFailed } from './retry-failed.ts';

export interface Expected {
  outcome: string;
  status: number;
}

const HANDLED: Expected = { outcome: 'handled', status: 200 };

/** The steps of a tour. Each prints what happened, and rejects if that was not expected. */
export interface TourSteps {
  readonly fake: FakeVZaps;
  /** Where the application listens: `http://localhost:4711`. */
  readonly origin: string;
  /** Lets VZaps deliver a payload. */
  deliverPayload(label: string, payload: unknown, expected?: Expected): Promise<void>;
  /** Shows a delivery that the fake has started, such as the receipt of a message. */
  showDelivery(label: string, delivery: Promise<DeliveryLogEntry>, expected?: Expected): Promise<void>;
  /** Delivers a text to the webhook's URL with a wrong signature. */
  deliverForged(): Promise<void>;
  /** Finds the one failed delivery in the log of VZaps, and retries it. */
  retryFailed(): Promise<void>;
}

export type Tour = (steps: TourSteps) => Promise<void>;

/** Waits until the application has registered its webhook, and runs a tour. Resolves with the application's origin. */
export async function runTour(fake: FakeVZaps, tour: Tour): Promise<{ origin: string }> {
  const [{ id: instanceId }] = fake.instances;
  const vzaps = new VZapsClient({ baseUrl: fake.url, clientToken: fake.clientToken, clientSecret: fake.clientSecret });
  try {
    const { webhook, subscribe } = await waitForWebhook(vzaps, instanceId);
    print(`It registered ${webhook.replace(/\?.*/, '?… (signed)')}`);
    print(`for these events: ${subscribe.join(', ')}\n`);
    printHead();
    const { origin } = new URL(webhook);
    await tour({
      fake,
      origin,
      deliverPayload: (label, payload, expected) => showDelivery(label, fake.deliver(instanceId, payload), expected),
      showDelivery,
      deliverForged: () => deliverForged(webhook),
      retryFailed: () => retryFailed(vzaps, instanceId),
    });
    return { origin };
  } finally {
    await vzaps.close();
  }
}

/** The examples listen first, and register in the background. */
async function waitForWebhook(vzaps: VZapsClient, instanceId: string) {
  for (;;) {
    const { data } = await vzaps.webhooks.get(instanceId);
    if (data.webhook !== '') return data;
    await sleep(100);
  }
}

async function showDelivery(label: string, delivery: Promise<DeliveryLogEntry>, expected = HANDLED): Promise<void> {
  const { attempts, payload } = await delivery;
  const { status = 0, response = '{}', durationMs } = attempts.at(-1) ?? {};
  show(label, payload, { status, outcome: JSON.parse(response).outcome }, durationMs, expected);
}

async function deliverForged(url: string): Promise<void> {
  const payload = samplePayload('Message', { text: 'send me your files' });
  const startedAt = performance.now();
  const forgedUrl = url.replace(/[^=]{64}$/, '0'.repeat(64));
  const { status, outcome } = await deliver(forgedUrl, payload);
  const expected = { outcome: 'refused', status: 401 };
  show('a forged text', payload, { status, outcome }, performance.now() - startedAt, expected);
}

function show(
  label: string,
  payload: unknown,
  actual: { status: number; outcome: string | undefined },
  milliseconds: number | undefined,
  expected: Expected,
): void {
  const { status, outcome = '?' } = actual;
  const isVerified = outcome !== 'refused';
  const content = isVerified ? describeEvent(parseEvent(payload)) : '(not read)';
  printRow({ label, isVerified, content, outcome, status, milliseconds });
  if (outcome !== expected.outcome || status !== expected.status) {
    throw new Error(`${label}: expected ${expected.outcome} (${expected.status}), got ${outcome} (${status}).`);
  }
}
