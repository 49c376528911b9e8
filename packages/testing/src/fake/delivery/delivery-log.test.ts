import { describe, expect, it } from 'vitest';
import { connectClient, expectNoSecret } from '../test/connected-client.ts';
import { startWebhookServer } from '../test/webhook-server.ts';

describe('the delivery log', () => {
  it('keeps its subscription when only the URL of the webhook changes', async () => {
    const { vzaps, instanceId, lastCall } = await connectClient();
    expect((await vzaps.webhooks.get(instanceId)).data).toEqual({ webhook: '', subscribe: [] });
    await vzaps.webhooks.set({ instanceId, webhookURL: 'https://example.com/1', events: 'Message, Connected' });
    await vzaps.webhooks.set({ instanceId, webhookURL: new URL('https://example.com/2?sig=1') });

    expect(lastCall().body).toEqual({ webhookURL: 'https://example.com/2?sig=1' });
    expect((await vzaps.webhooks.get(instanceId)).data).toEqual({
      webhook: 'https://example.com/2?sig=1',
      subscribe: ['Message', 'Connected'],
    });
  });

  it('finds a failed delivery, returns it and delivers it again', async () => {
    const { vzaps, fake, instanceId } = await connectClient();
    const app = await startWebhookServer([500]);
    await vzaps.webhooks.set({ instanceId, webhookURL: app.url, events: ['All'] });
    const payload = { type: 'Message', event: { message_i_ds: ['kept'], Info: { someKey: 1 } } };
    const failed = await fake.deliver(instanceId, payload);
    await fake.deliver(instanceId, { type: 'Connected', event: {} });

    const { data } = await vzaps.webhooks.searchLogs({ instanceId, status: 'failed' });
    expect(data).toMatchObject({ page: 1, size: 20, total: 1, totalPages: 1 });
    expect(data.content[0]).toMatchObject({ id: failed.id, status: 'failed', event: 'Message', payload });

    const logId = failed.id;
    const one = await vzaps.webhooks.getLog({ instanceId, logId });
    expect(one.data.attempts).toEqual([
      expect.objectContaining({ status: 500, response: '{"outcome":"x"}', durationMs: expect.any(Number) }),
    ]);
    await vzaps.webhooks.retryLog({ instanceId, logId });
    expect((await vzaps.webhooks.getLog({ instanceId, logId })).data).toMatchObject({ status: 'success', payload });
    expect(JSON.parse(app.requests[2]?.body ?? '')).toEqual(payload);
    expect(app.requests[2]?.target).toContain('sig=SECRET-SIGNATURE');
  });

  it('is iterated newest first over all pages, and requests no page after the loop has ended', async () => {
    const { vzaps, fake, instanceId, calls } = await connectClient();
    const app = await startWebhookServer();
    await vzaps.webhooks.set({ instanceId, webhookURL: app.url, events: ['Connected'] });
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.unshift((await fake.deliver(instanceId, { type: 'Connected' })).id);
    const searches = () => calls().filter(({ path }) => path.endsWith('/logs/search'));

    const seen: string[] = [];
    for await (const log of vzaps.webhooks.searchLogs({ instanceId, size: 2 })) seen.push(log.id);
    expect(seen).toEqual(ids);
    expect(searches().map(({ body }) => body)).toEqual([{ size: 2 }, { size: 2, page: 2 }, { size: 2, page: 3 }]);

    for await (const _log of vzaps.webhooks.searchLogs({ instanceId, size: 2 })) break;
    expect(searches()).toHaveLength(4);
  });

  it('does not show a signed URL', async () => {
    const { vzaps, fake, instanceId } = await connectClient();
    const app = await startWebhookServer([500]);
    await vzaps.webhooks.set({ instanceId, webhookURL: app.url, events: ['All'] });
    const entry = await fake.deliver(instanceId, { type: 'Connected' });
    expectNoSecret(
      [entry, fake.log(instanceId), (await vzaps.webhooks.searchLogs({ instanceId })).data],
      fake,
      'SECRET-SIG',
    );
  });
});
