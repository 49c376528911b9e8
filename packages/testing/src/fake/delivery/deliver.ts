import { setTimeout as wait } from 'node:timers/promises';
import { VZapsError } from '@vzaps/core/webhooks';
import type { FakeState } from '../state/fake-state.ts';
import { newId } from '../state/ids.ts';
import type { Instance, StoredDelivery } from '../state/instance.ts';
import type { DeliveryAttempt, DeliveryLogEntry, DeliverySettings, FakeDeliverOptions } from './delivery-types.ts';
import { eventTypeOf } from './event-type-of.ts';
import { sendRequest } from './send-request.ts';

/** Delivers a payload to the instance's webhook, and logs the result. */
export async function deliver(
  state: FakeState,
  instance: Instance,
  payload: unknown,
  options: FakeDeliverOptions = {},
): Promise<DeliveryLogEntry> {
  const event = options.event ?? eventTypeOf(payload);
  const url = options.url ?? instance.webhook;
  if (url === '') {
    throw new VZapsError(
      'INVALID_REQUEST',
      `The instance '${instance.id}' of the fake has no webhook. Register one with client.webhooks.set(), or pass ` +
        'the option `url`.',
    );
  }
  const stored = newDelivery(instance, payload, event, new URL(url), options);
  const subscribed = instance.events.includes('All') || instance.events.includes(event ?? '');
  if (options.url === undefined) {
    if (!subscribed) return { ...stored.entry, status: 'skipped' };
    instance.log.push(stored);
  }
  return attempt(state, stored, new URL(url), options);
}

/** Delivers a log entry again, to the URL that is registered now. */
export async function redeliver(
  state: FakeState,
  instance: Instance,
  stored: StoredDelivery,
): Promise<DeliveryLogEntry> {
  if (instance.webhook === '') return stored.entry;
  const url = new URL(instance.webhook);
  stored.entry = { ...stored.entry, url: url.origin + url.pathname };
  return attempt(state, stored, url, { attempts: 1 });
}

async function attempt(
  state: FakeState,
  stored: StoredDelivery,
  url: URL,
  options: DeliverySettings & Pick<FakeDeliverOptions, 'target' | 'method'>,
): Promise<DeliveryLogEntry> {
  const { deliveries, closing } = state;
  const {
    timeoutMs = deliveries.timeoutMs,
    attempts = deliveries.attempts,
    backoffMs = deliveries.backoffMs,
  } = options;
  const { target, method = 'POST' } = options;
  const { signal } = closing;
  for (let left = attempts; left > 0; left--) {
    const { headers, body } = stored;
    addAttempt(stored, await sendRequest({ url, target, method, headers, body, timeoutMs, signal }));
    if (stored.entry.status === 'success' || signal.aborted) break;
    if (left > 1 && backoffMs > 0) await wait(backoffMs, undefined, { signal }).catch(() => {});
  }
  return stored.entry;
}

function addAttempt(stored: StoredDelivery, result: DeliveryAttempt): void {
  const { status = 0 } = result;
  stored.entry = {
    ...stored.entry,
    status: status >= 200 && status < 300 ? 'success' : 'failed',
    attempts: [...stored.entry.attempts, result],
    updatedAt: new Date(),
  };
}

function newDelivery(
  instance: Instance,
  payload: unknown,
  event: string | undefined,
  url: URL,
  { body = JSON.stringify(payload), headers }: FakeDeliverOptions,
): StoredDelivery {
  const now = new Date();
  return {
    entry: {
      id: newId('log'),
      instanceId: instance.id,
      status: 'failed',
      event,
      url: url.origin + url.pathname,
      payload: structuredClone(payload),
      attempts: [],
      createdAt: now,
      updatedAt: now,
    },
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? [body] : body,
  };
}
