import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createReceiver, createUrlSigner, memoryStore } from '@vzaps/core/webhooks';
import { samplePayload } from '@vzaps/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startInspector } from '../test/browser.fixture.ts';
import type { EventPage, ReplayResult } from './contract.ts';

describe('a replay to the handlers', () => {
  it('runs the handlers of an event that was handled, and has a record of its own', async () => {
    const { browser, deliver, receiver } = await startInspector();
    const seen: unknown[] = [];
    receiver.on('Message', ({ text, timestamp }, { instanceId }) =>
      seen.push([text, timestamp instanceof Date, instanceId]),
    );
    await deliver(samplePayload('Message', { text: 'hello' }));
    const [first] = (await browser.read<EventPage>('api/events')).records;
    const response = await browser.post(`api/events/${first?.id}/replay`);
    const result = (await response.json()) as ReplayResult;
    expect(result).toMatchObject({ outcome: 'handled', milliseconds: expect.any(Number) });
    expect(seen).toEqual([
      ['hello', true, 'VZ1'],
      ['hello', true, 'VZ1'],
    ]);
    const { records } = await browser.read<EventPage>('api/events');
    expect(records.map(({ id, outcome, source }) => [id, outcome, source])).toEqual([
      [first?.id, 'handled', undefined],
      [result.recordId, 'handled', 'replay'],
    ]);
  });

  it('has the message of the error if a handler fails', async () => {
    const { browser, deliver, receiver } = await startInspector();
    let count = 0;
    receiver.on('Message', () => {
      count += 1;
      if (count > 1) throw new Error('not again');
    });
    await deliver();
    const { records } = await browser.read<EventPage>('api/events');
    const response = await browser.post(`api/events/${records[0]?.id}/replay`);
    expect(await response.json()).toMatchObject({ outcome: 'failed', error: 'not again' });
  });

  it('is answered 409 with the solution if the store cannot forget', async () => {
    const { forget: _, ...store } = memoryStore();
    const { browser, deliver } = await startInspector({}, { idempotency: store });
    await deliver();
    const { records } = await browser.read<EventPage>('api/events');
    const response = await browser.post(`api/events/${records[0]?.id}/replay`);
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      error: { code: 'INVALID_OPTION', message: expect.stringContaining('forget') },
    });
  });

  it('is refused without a receiver, for an unknown event, and for a delivery without content', async () => {
    const { browser, deliver } = await startInspector({ receiver: undefined });
    await deliver();
    await deliver('no JSON');
    const { records } = await browser.read<EventPage>('api/events');
    const statuses = [];
    for (const id of [records[0]?.id, 'x', records[1]?.id])
      statuses.push((await browser.post(`api/events/${id}/replay`)).status);
    expect(statuses).toEqual([404, 404, 409]);
  });

  it.each([
    ['not JSON', '{'],
    ['a list', '[]'],
    ['a text', '"x"'],
    ['null', 'null'],
  ])('runs no handler if the request body is %s', async (_what, body) => {
    const { browser, deliver, receiver } = await startInspector();
    let count = 0;
    receiver.on('Message', () => {
      count += 1;
    });
    await deliver();
    const { records } = await browser.read<EventPage>('api/events');
    const response = await browser.call(`api/events/${records[0]?.id}/replay`, { method: 'POST', body });
    expect([response.status, count]).toEqual([400, 1]);
  });

  it('is answered 413 with a body over 1 MiB', async () => {
    const { browser } = await startInspector();
    expect((await browser.post('api/events/x/replay', { url: 'x'.repeat(1_100_000) })).status).toBe(413);
  });
});

/** An application on a port of its own, that verifies what it receives. */
async function startApplication() {
  const signer = createUrlSigner({ secret: 'a secret of at least thirty-two bytes' });
  const seen: unknown[] = [];
  const receiver = createReceiver({ verify: signer.verify, onOutcome: [] }).on('Message', ({ text }, { instanceId }) =>
    seen.push([text, instanceId]),
  );
  const server = createServer(async (request, response) => {
    if (request.url === '/moved') return response.writeHead(307, { location: '/webhooks/vzaps' }).end();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const result = await receiver.fetch(
      new Request(`http://localhost${request.url}`, { method: 'POST', body: Buffer.concat(chunks) }),
    );
    response.writeHead(result.status).end(await result.text());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, sign: signer.sign };
}

describe('a replay to a URL', () => {
  it('sends the delivery to the application with a signature', async () => {
    const { origin, seen, sign } = await startApplication();
    const { browser, deliver } = await startInspector({ forwardTo: origin, sign });
    await deliver(samplePayload('Message', { text: 'hello' }));
    expect(await browser.read('api/state')).toMatchObject({ can: { replayToUrl: true }, forwardTo: origin });
    const { records } = await browser.read<EventPage>('api/events');
    const response = await browser.post(`api/events/${records[0]?.id}/replay`, { url: `${origin}/webhooks/vzaps` });
    expect(await response.json()).toEqual({
      status: 200,
      outcome: 'handled',
      milliseconds: expect.any(Number),
      body: '{"outcome":"handled"}',
    });
    expect(seen).toEqual([['hello', 'VZ1']]);
  });

  it('shows the status of an application that refuses it, and follows no redirect', async () => {
    const { origin, seen } = await startApplication();
    const { browser, deliver } = await startInspector({ forwardTo: origin });
    await deliver();
    const { records } = await browser.read<EventPage>('api/events');
    const send = async (path: string) =>
      (await browser.post(`api/events/${records[0]?.id}/replay`, { url: `${origin}${path}` })).json();
    expect(await send('/webhooks/vzaps')).toMatchObject({ status: 401, outcome: 'refused' });
    expect(await send('/moved')).toMatchObject({ status: 307 });
    expect(seen).toEqual([]);
  });

  it('names why nothing answered', async () => {
    const { browser, deliver } = await startInspector({ forwardTo: 'http://127.0.0.1:1/hook' });
    await deliver();
    const { records } = await browser.read<EventPage>('api/events');
    const response = await browser.post(`api/events/${records[0]?.id}/replay`, { url: 'http://127.0.0.1:1/hook' });
    const result = (await response.json()) as ReplayResult;
    expect(result.error).toMatch(/\S/);
    expect(result.status).toBeUndefined();
  });

  it.each([
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:2/',
    'https://app.example/hook',
    'http://app.example:81/hook',
    'http://app.example@evil.example/hook',
    'http://app.example.evil.example/hook',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '//evil.example',
    '',
  ])('is refused for %j, because that is not the origin of forwardTo', async (url) => {
    const { browser, deliver } = await startInspector({ forwardTo: 'http://app.example/hook' });
    await deliver();
    const { records } = await browser.read<EventPage>('api/events');
    const response = await browser.post(`api/events/${records[0]?.id}/replay`, { url });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: 'URL_REFUSED' } });
  });

  it('is answered 404 without the option forwardTo', async () => {
    const { browser, deliver } = await startInspector();
    await deliver();
    const { records } = await browser.read<EventPage>('api/events');
    const response = await browser.post(`api/events/${records[0]?.id}/replay`, { url: 'http://app.example/hook' });
    expect(response.status).toBe(404);
  });
});
