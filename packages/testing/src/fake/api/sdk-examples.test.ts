import { VZapsClient } from '@vzaps/core/client';
import { expect, it } from 'vitest';
import { connectClient } from '../test/connected-client.ts';

// The calls have the form of those in the documentation of the official TypeScript SDK. Requests are flat and have id and
// token, an id is positional if the route needs nothing else, and `{ signal }` is last. Code for that SDK must compile and run
// here.
it('the client accepts calls in the form of the official SDK', async () => {
  const { fake, instanceId, instanceToken } = await connectClient();
  const client = new VZapsClient({
    baseUrl: fake.url,
    clientToken: fake.clientToken,
    clientSecret: fake.clientSecret,
    timeoutMs: 30_000,
    tokenSkewMs: 60_000,
    userAgent: 'my-app/1.0',
  });
  const { signal } = new AbortController();
  const phone = '5511999999999';
  const instance = { instanceId, instanceToken };

  expect(await client.auth.getAccessToken(signal)).toMatch(/^eyJ/);
  await client.instances.create({ name: 'Support', webhook: 'https://example.com/hook', eventsSubscribe: ['Message'] });
  await client.instances.list({ page: 1, size: 20, search: 'support', sortDesc: true }, { signal });
  await client.instances.get(instanceId);
  await client.instances.update(instanceId, { name: 'Sales' }, { instanceToken });
  await client.instances.subscribe(instanceId, {}, { instanceToken, signal });
  await client.sessions.status(instanceId, { instanceToken });
  await client.sessions.pairCode(instanceId, phone, { instanceToken });
  await client.webhooks.get(instanceId, { instanceToken });
  await client.webhooks.set({
    ...instance,
    webhookURL: 'http://127.0.0.1:1/webhooks/vzaps',
    events: ['Message', 'ReadReceipt', 'Connected', 'Disconnected'],
  });
  await fake.deliver(instanceId, { type: 'Connected', event: {} });
  const logs = await client.webhooks.searchLogs({ ...instance, status: 'failed' });
  const logId = logs.data.content[0]?.id ?? '';
  await client.webhooks.getLog({ ...instance, logId });
  await client.webhooks.retryLog({ ...instance, logId });
  const text = await client.messages.sendText({ ...instance, phone, message: 'Hello from VZaps' }, { signal });
  await client.messages.sendImage({ ...instance, phone, image: 'https://example.com/a.png', caption: 'A' });
  await client.messages.react({ ...instance, phone, messageId: text.data.messageId, reaction: '👍' });
  await client.messages.markRead({ ...instance, id: [text.data.messageId], chat: phone });
  await client.messages.send(instanceId, 'send/text', { phone, message: 'raw' }, { instanceToken });
  await client.contacts.add({ ...instance, phone, firstName: 'Ana', fullName: 'Ana Silva' });
  await client.users.check({ ...instance, phone });
  await client.groups.list({ ...instance, page: 1, pageSize: 10 });
  await client.queues.listMessages(instance);
  await client.typebots.list(instanceId, { instanceToken });
  await client.chatwoot.get(instanceId, { instanceToken });
  await client.chats.mute({ ...instance, phone, durationSeconds: 3_600 });
  const raw = await client.request('GET', `/instances/${instanceId}/session/status`, {
    headers: {},
    signal,
    instanceToken,
  });
  expect(raw.data).toMatchObject({ connected: true, push_name: 'Fake' });
  await client.close();
});
