import { parseEvent } from '@vzaps/core/events';
import { createReceiver, createUrlSigner, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { samplePayload } from '@vzaps/testing';
import { describe, expect, it } from 'vitest';
import { createInspector } from '../index.ts';
import { openPage, startInspector, TOKEN } from '../test/browser.fixture.ts';
import type { EventDetail, EventPage, InspectorState } from './contract.ts';

describe('GET api/state', () => {
  it('names the possible actions and the limits of the memory', async () => {
    const { browser } = await startInspector();
    expect(await browser.read<InspectorState>('api/state')).toEqual({
      readOnly: false,
      can: { replay: true, replayToUrl: false, logs: false, inbox: false, media: false },
      instances: [],
      limits: { events: 10_000, bytes: 33_554_432 },
    });
  });

  it('has the instances of the deliveries and the given limits', async () => {
    const { browser, deliver } = await startInspector({ limit: { events: 5, bytes: 1_000_000 } });
    await deliver();
    expect(await browser.read('api/state')).toMatchObject({
      instances: ['VZ1'],
      limits: { events: 5, bytes: 1_000_000 },
    });
  });
});

describe('GET api/events', () => {
  it('has each delivery after the given sequence number, with its outcome', async () => {
    const { browser, deliver, receiver } = await startInspector();
    receiver.on('Message', ({ text }) => {
      if (text === 'fail') throw new Error('no');
    });
    const payload = samplePayload('Message', { text: 'hello' });
    await deliver(payload);
    await deliver(payload);
    await deliver(samplePayload('Message', { text: 'fail' }));
    await deliver('no JSON');
    const page = await browser.read<EventPage>('api/events');
    expect(page.records.map(({ outcome, summary }) => [outcome, summary])).toEqual([
      ['handled', 'hello'],
      ['duplicate', 'hello'],
      ['failed', 'fail'],
      ['malformed', ''],
    ]);
    expect(page).toMatchObject({
      dropped: 0,
      oldest: 1,
      counts: { handled: 1, duplicate: 1, failed: 1, malformed: 1 },
    });
    const later = await browser.read<EventPage>('api/events?after=3');
    expect(later.records.map(({ outcome }) => outcome)).toEqual(['malformed']);
    for (const wrong of ['-1', 'x', '1e999', '']) {
      expect((await browser.read<EventPage>(`api/events?after=${wrong}`)).records).toHaveLength(4);
    }
  });

  it('shows nothing that the sender of a forged delivery sent', async () => {
    const inspector = createInspector({ token: TOKEN });
    const signer = createUrlSigner({ secret: 'a secret of at least thirty-two bytes' });
    const receiver = createReceiver({ verify: signer.verify, onOutcome: inspector.onOutcome });
    const forged = new Request('https://x.example/hunter2?vzaps_signature=v1.hunter2', {
      method: 'POST',
      headers: { 'x-hunter2': 'hunter2' },
      body: JSON.stringify(samplePayload('Message', { text: 'hunter2' })),
    });
    expect((await receiver.fetch(forged)).status).toBe(401);
    const browser = await openPage(inspector.fetch);
    const text = await (await browser.call('api/events')).text();
    expect(text).toContain('"refused"');
    expect(text).not.toContain('hunter2');
    const { records } = JSON.parse(text) as EventPage;
    expect(await (await browser.call(`api/events/${records[0]?.id}`)).text()).not.toContain('hunter2');
  });
});

describe('GET api/events/<id>', () => {
  it('has the event, the delivery, the steps and the other deliveries of the same event', async () => {
    const { browser, deliver, receiver } = await startInspector();
    receiver.on('Message', () => {});
    const payload = samplePayload('Message', { text: 'hello' });
    await deliver(payload);
    await deliver(payload);
    const { records } = await browser.read<EventPage>('api/events');
    const detail = await browser.read<EventDetail>(`api/events/${records[0]?.id}`);
    const { raw, ...typed } = parseEvent(payload);
    expect(detail.raw).toEqual(raw);
    expect(detail.event).toEqual(JSON.parse(JSON.stringify(typed)));
    expect(detail.steps.map(({ name }) => name)).toEqual(expect.arrayContaining(['verify', 'parse', 'handle']));
    expect(detail.related.map(({ id, outcome }) => [id, outcome])).toEqual([[records[1]?.id, 'duplicate']]);
    expect(detail).not.toHaveProperty('media');
  });

  it('has the stack of a handler that failed', async () => {
    const { browser, deliver, receiver } = await startInspector();
    receiver.on('Message', () => {
      throw new TypeError('no such customer');
    });
    await deliver();
    const { records } = await browser.read<EventPage>('api/events');
    const { errors } = await browser.read<EventDetail>(`api/events/${records[0]?.id}`);
    expect(errors).toEqual([
      { name: 'TypeError', message: 'no such customer', stack: expect.stringContaining('events.test.ts') },
    ]);
  });

  it('says that a delivery was too large to keep', async () => {
    const { browser, deliver } = await startInspector({ limit: { bytes: 20_000 } });
    await deliver(samplePayload('Message', { text: 'x'.repeat(9_000) }));
    const { records } = await browser.read<EventPage>('api/events');
    const detail = await browser.read<EventDetail>(`api/events/${records[0]?.id}`);
    expect(detail.tooLarge?.bytes).toBeGreaterThan(9_000);
    expect(detail).not.toHaveProperty('raw');
    expect((await browser.call(`api/events/${records[0]?.id}/raw`)).status).toBe(404);
  });

  it('copies a delivery exactly, without a credential of its envelope', async () => {
    const { browser, deliver } = await startInspector();
    const payload = samplePayload('Message', { text: `"quotes" \u2028 </script> ${'long '.repeat(3_000)}` });
    await deliver({ token: 'hunter2', ...payload });
    const { records } = await browser.read<EventPage>('api/events');
    const raw = await browser.call(`api/events/${records[0]?.id}/raw`);
    expect(raw.headers.get('content-type')).toBe('application/json');
    const text = await raw.text();
    expect(text).not.toContain('hunter2');
    expect(text).toBe(JSON.stringify(parseEvent({ token: 'hunter2', ...payload }).raw));
    const event = JSON.parse(await (await browser.call(`api/events/${records[0]?.id}/event`)).text());
    expect(event).toMatchObject({
      type: 'Message',
      text: parseEvent(payload).type === 'Message' && expect.any(String),
    });
  });

  it.each(['x', 'x-1', '..%2f..%2fetc%2fpasswd', '%00', '__proto__', 'constructor'])(
    '%s is answered 404',
    async (id) => {
      const { browser, deliver } = await startInspector();
      await deliver();
      for (const path of [`api/events/${id}`, `api/events/${id}/raw`, `api/events/${id}/media`]) {
        const response = await browser.call(path);
        expect(response.status).toBe(404);
        expect(await response.json()).toMatchObject({ error: { code: 'NOT_FOUND' } });
      }
    },
  );
});

it('POST api/clear removes all records, and the page gets another generation', async () => {
  const { browser, deliver } = await startInspector();
  await deliver();
  const before = await browser.read<EventPage>('api/events');
  expect((await browser.post('api/clear')).status).toBe(200);
  await deliver();
  const after = await browser.read<EventPage>('api/events');
  expect(after.generation).not.toBe(before.generation);
  expect(after.records.map(({ sequence }) => sequence)).toEqual([2]);
  expect((await browser.call(`api/events/${before.records[0]?.id}`)).status).toBe(404);
});

it('a closed inspector keeps nothing and answers 503', async () => {
  const { inspector, browser, deliver } = await startInspector();
  inspector.close();
  await deliver();
  expect((await browser.call('api/events')).status).toBe(503);
});

it('10 000 deliveries are listed in ten pages', async () => {
  const inspector = createInspector({ token: TOKEN });
  const receiver = createReceiver({
    verify: unsafeSkipVerification(),
    idempotency: false,
    onOutcome: inspector.onOutcome,
  });
  const event = parseEvent(samplePayload('Message'));
  for (let i = 0; i < 10_000; i += 1) await receiver.dispatch(event);
  const browser = await openPage(inspector.fetch);
  let after = 0;
  let pages = 0;
  for (let records = [{ sequence: 0 }]; records.length > 0; pages += 1) {
    ({ records } = await browser.read<EventPage>(`api/events?after=${after}`));
    after = records.at(-1)?.sequence ?? after;
  }
  expect([after, pages]).toEqual([10_000, 11]);
});
