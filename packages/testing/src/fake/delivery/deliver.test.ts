import { describe, expect, it } from 'vitest';
import { type ConnectedClient, connectClient } from '../test/connected-client.ts';
import { startWebhookServer } from '../test/webhook-server.ts';

const CONNECTED = { type: 'Connected', event: {} };

async function subscribed(statuses: number[] = [], events: 'All' | 'Message' = 'All') {
  const to: ConnectedClient = await connectClient();
  const app = await startWebhookServer(statuses);
  await to.vzaps.webhooks.set({ instanceId: to.instanceId, webhookURL: app.url, events });
  return { ...to, app, deliver: to.fake.deliver.bind(undefined, to.instanceId) };
}

describe('fake.deliver()', () => {
  it('sends many deliveries at the same time without a warning of Node', async () => {
    const { deliver } = await subscribed();
    const warnings: Error[] = [];
    const listen = (warning: Error) => warnings.push(warning);
    process.on('warning', listen);
    await Promise.all(Array.from({ length: 30 }, () => deliver(CONNECTED)));
    process.off('warning', listen);
    expect(warnings).toEqual([]);
  });

  it('sends a POST with JSON to the registered URL including its query', async () => {
    const { app, deliver, fake, instanceId } = await subscribed();
    const entry = await deliver(CONNECTED);
    expect(app.requests[0]).toMatchObject({
      method: 'POST',
      target: '/hook?sig=SECRET-SIGNATURE',
      body: JSON.stringify(CONNECTED),
      headers: { 'content-type': 'application/json', 'content-length': '31' },
    });
    expect(entry).toMatchObject({
      status: 'success',
      event: 'Connected',
      attempts: [{ status: 200, at: expect.any(Date) }],
    });
    expect(fake.log(instanceId)).toEqual([entry]);
  });

  it.each([
    [{ type: 'Message', event: {} }],
    [{ json_data: { type: 'Message' } }],
    [{ json_data: '{"type":"Message"}' }],
    [{ id: 'evt_1', type: 'Message', data: { type: 'Message' } }],
    [{ data: { type: 'Message', event: { type: 'read' } } }],
  ])('sends only events to which the instance is subscribed: %j', async (payload) => {
    const { deliver, app, fake, instanceId } = await subscribed([], 'Message');
    expect(await deliver(payload)).toMatchObject({ status: 'success', event: 'Message' });
    expect(await deliver(CONNECTED)).toMatchObject({ status: 'skipped', attempts: [] });
    expect(app.requests).toHaveLength(1);
    expect(fake.log(instanceId)).toHaveLength(1);
  });

  it('repeats a failed delivery up to `attempts` times, and records every attempt', async () => {
    const { deliver } = await subscribed([500, 503, 200]);
    const entry = await deliver(CONNECTED, { attempts: 5, backoffMs: 1 });
    expect(entry.status).toBe('success');
    expect(entry.attempts.map(({ status }) => status)).toEqual([500, 503, 200]);
  });

  it('records a failure if there is no response in time or no connection', async () => {
    const { deliver, vzaps, instanceId } = await subscribed();
    const silent = await startWebhookServer([], () => {});
    await vzaps.webhooks.set({ instanceId, webhookURL: silent.url });
    expect(await deliver(CONNECTED, { timeoutMs: 30 })).toMatchObject({
      status: 'failed',
      attempts: [{ error: 'no response within 30 ms' }],
    });
    await vzaps.webhooks.set({ instanceId, webhookURL: 'http://127.0.0.1:1/' });
    expect(await deliver(CONNECTED)).toMatchObject({ status: 'failed', attempts: [{ error: 'ECONNREFUSED' }] });
  });

  it('can forge the URL, method, headers, target and body, and does not log that', async () => {
    const { deliver, app, fake, instanceId } = await subscribed([], 'Message');
    const url = new URL('/forged?sig=wrong', app.url);
    const entry = await deliver(CONNECTED, {
      url,
      method: 'PUT',
      target: '//evil/x?sig=a#b',
      headers: { 'content-type': 'text/plain', 'x-instance-id': 'other' },
      body: '{"half":',
    });
    expect(app.requests[0]).toMatchObject({ method: 'PUT', target: '//evil/x?sig=a#b', body: '{"half":' });
    expect(app.requests[0]?.headers).toMatchObject({ 'content-type': 'text/plain', 'x-instance-id': 'other' });
    expect(entry.status).toBe('success');
    expect(fake.log(instanceId)).toEqual([]);
  });

  it('sends several pieces of text and bytes as chunks', async () => {
    const { deliver, app } = await subscribed();
    await deliver(CONNECTED, { body: ['{"type":', new TextEncoder().encode('"Connected"'), '}'] });
    expect(app.requests[0]).toMatchObject({
      body: '{"type":"Connected"}',
      headers: { 'transfer-encoding': 'chunked' },
    });
    expect(app.requests[0]?.headers['content-length']).toBeUndefined();
  });

  it('rejects if the instance has no webhook or does not exist', async () => {
    const { fake, instanceId } = await connectClient();
    await expect(fake.deliver(instanceId, CONNECTED)).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      message: expect.stringContaining('Register one with client.webhooks.set()'),
    });
    await expect(fake.deliver('VZNONE', CONNECTED)).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      message: expect.stringContaining("has no instance 'VZNONE'"),
    });
  });
});
