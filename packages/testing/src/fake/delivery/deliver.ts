import { setTimeout as wait } from 'node:timers/promises';
import type { World } from '../state/fake-state.ts';
import { newId } from '../state/ids.ts';
import type { Instance, StoredDelivery } from '../state/instance.ts';
import type { DeliveryAttempt, DeliveryLogEntry, DeliverySettings, FakeDeliverOptions } from './delivery-types.ts';
import { eventTypeOf } from './event-type-of.ts';
import { post } from './send-request.ts';

/** Delivers a payload to the instance's webhook, and logs what became of it. */
export async function deliver(
  world: World,
  instance: Instance,
  payload: unknown,
  options: FakeDeliverOptions = {},
): Promise<DeliveryLogEntry> {
  const event = options.event ?? eventTypeOf(payload);
  const url = options.url ?? instance.webhook;
  if (url === '') throw new Error(`Instance ${instance.id} has no webhook: register one with webhooks.set().`);
  const stored = newDelivery(instance, payload, event, new URL(url), options);
  const wanted = options.url !== undefined || instance.events.includes('All') || instance.events.includes(event ?? '');
  if (!wanted) return { ...stored.entry, status: 'skipped' };
  if (options.url === undefined) instance.log.push(stored);
  return attempt(world, stored, new URL(url), options);
}

/** Delivers once more what is in the log, to where the instance's webhook is now. */
export async function redeliver(world: World, instance: Instance, stored: StoredDelivery): Promise<DeliveryLogEntry> {
  if (instance.webhook === '') return stored.entry;
  const url = new URL(instance.webhook);
  stored.entry = { ...stored.entry, url: url.origin + url.pathname };
  return attempt(world, stored, url, { attempts: 1 });
}

async function attempt(
  world: World,
  stored: StoredDelivery,
  url: URL,
  options: DeliverySettings & Pick<FakeDeliverOptions, 'target' | 'method'>,
): Promise<DeliveryLogEntry> {
  const { timeoutMs, attempts, backoffMs } = { ...world.deliveries, ...options };
  const { target, method = 'POST' } = options;
  const { signal } = world.closing;
  for (let left = attempts; left > 0; left--) {
    const done = await post({ url, target, method, headers: stored.headers, body: stored.body, timeoutMs, signal });
    note(stored, done);
    if (stored.entry.status === 'success' || signal.aborted) break;
    if (left > 1 && backoffMs > 0) await wait(backoffMs, undefined, { signal }).catch(() => {});
  }
  return stored.entry;
}

function note(stored: StoredDelivery, done: DeliveryAttempt): void {
  const { status = 0 } = done;
  stored.entry = {
    ...stored.entry,
    status: status >= 200 && status < 300 ? 'success' : 'failed',
    attempts: [...stored.entry.attempts, done],
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
