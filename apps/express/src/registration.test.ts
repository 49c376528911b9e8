import type { Subscription } from '@vzaps/express';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type RegistrationOptions, registerWebhook } from './registration.ts';

const OTHER = { webhook: 'https://production.example/hook', subscribe: ['ReadReceipt'] as Subscription[] };
const webhook = { instanceId: 'VZ1', webhookURL: 'https://bot.example/?signature=new', events: ['Message'] as const };

beforeEach(() => {
  for (const level of ['log', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** A client whose `set()` fails with the given errors, after VZaps has stored the URL. */
function createClient(registered: { webhook: string; subscribe: Subscription[] }, ...errors: Error[]) {
  let current = registered;
  const set = vi.fn(async (to: { webhookURL: string; events?: readonly Subscription[] }) => {
    current = { webhook: to.webhookURL, subscribe: [...(to.events ?? current.subscribe)] };
    const error = errors.shift();
    if (error) throw error;
  });
  const client = { webhooks: { get: async () => ({ data: current }), set } };
  return { client: client as unknown as RegistrationOptions['client'], set, registered: () => current };
}

it('registerWebhook() restores the replaced URL, also if its request failed after VZaps stored the new URL', async () => {
  const { client, registered } = createClient(OTHER, new Error('The connection broke.'));
  const { signal } = new AbortController();
  const restore = await registerWebhook({ client, webhook, replace: true, signal });
  expect(registered().webhook).toBe(webhook.webhookURL);
  await restore();
  expect(registered()).toEqual(OTHER);
});

it('registerWebhook() restores the replaced URL if the application is stopped during the registration', async () => {
  const stopping = new AbortController();
  const { client, registered, set } = createClient(OTHER, new Error('The connection broke.'));
  const registration = registerWebhook({ client, webhook, replace: true, signal: stopping.signal });
  await vi.waitUntil(() => set.mock.calls.length > 0, { timeout: 60_000 });
  stopping.abort();
  await (await registration)();
  expect(registered()).toEqual(OTHER);
});

it('registerWebhook() replaces its own URL with an old signature without asking, and does not restore it', async () => {
  const old = { webhook: 'https://bot.example/?signature=old', subscribe: OTHER.subscribe };
  const { client, registered } = createClient(old);
  const { signal } = new AbortController();
  const restore = await registerWebhook({ client, webhook, replace: false, signal });
  await restore();
  expect(registered()).toEqual({ webhook: webhook.webhookURL, subscribe: ['Message'] });
});
