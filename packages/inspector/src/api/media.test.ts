import { VZapsClient } from '@vzaps/core/client';
import { createFakeVZaps, samplePayload } from '@vzaps/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startInspector } from '../test/browser.fixture.ts';
import type { EventDetail, EventPage } from './contract.ts';

async function startWithClient() {
  const fake = await createFakeVZaps();
  onTestFinished(() => fake.close());
  const { clientToken, clientSecret } = fake;
  const client = new VZapsClient({ clientToken, clientSecret, baseUrl: fake.url });
  return startInspector({ client }, { instanceId: fake.instances[0].id });
}

async function lastEvent({ browser }: Awaited<ReturnType<typeof startInspector>>) {
  const { records } = await browser.read<EventPage>('api/events');
  return `api/events/${records.at(-1)?.id}`;
}

describe('GET api/events/<id>/media', () => {
  it.each([
    ['image', 'image/jpeg'],
    ['audio', 'audio/ogg'],
    ['video', 'video/mp4'],
    ['sticker', 'image/webp'],
  ] as const)('has the file of a message with kind %s', async (kind, type) => {
    const started = await startWithClient();
    await started.deliver(samplePayload('Message', { kind }));
    const path = await lastEvent(started);
    const { media } = await started.browser.read<EventDetail>(path);
    expect(media).toMatchObject({ kind, hasPreview: true });
    const response = await started.browser.call(`${path}/media`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    // The fake stores a PNG of one pixel for each file.
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });

  it('sends a document, of whatever type, as a download', async () => {
    const started = await startWithClient();
    for (const mimetype of ['text/html', 'image/svg+xml', 'application/pdf', 'text/html\r\nset-cookie: a=b']) {
      const payload = JSON.stringify(samplePayload('Message', { kind: 'document' }));
      await started.deliver(payload.replace(/"mimetype":"[^"]*"/, `"mimetype":${JSON.stringify(mimetype)}`));
      const path = await lastEvent(started);
      expect((await started.browser.read<EventDetail>(path)).media).toMatchObject({
        kind: 'document',
        hasPreview: false,
      });
      const response = await started.browser.call(`${path}/media`);
      expect([
        response.status,
        response.headers.get('content-type'),
        response.headers.get('content-disposition'),
      ]).toEqual([200, 'application/octet-stream', 'attachment']);
      expect(response.headers.get('set-cookie')).toBeNull();
    }
  });

  it('is answered 404 for a message without a file, and without a client', async () => {
    const started = await startWithClient();
    await started.deliver(samplePayload('Message', { text: '"media": none' }));
    const path = await lastEvent(started);
    expect(await started.browser.read(path)).not.toHaveProperty('media');
    expect((await started.browser.call(`${path}/media`)).status).toBe(404);
    const without = await startInspector();
    await without.deliver(samplePayload('Message', { kind: 'image' }));
    const image = await lastEvent(without);
    expect((await without.browser.read<EventDetail>(image)).media).toMatchObject({ hasPreview: false });
    expect((await without.browser.call(`${image}/media`)).status).toBe(404);
  });

  it('is answered 502 with the reason if VZaps does not have the file', async () => {
    const started = await startWithClient();
    const payload = JSON.stringify(samplePayload('Message', { kind: 'image' }));
    await started.deliver(payload.replace(/"media_key":"[^"]*"/, '"media_key":""'));
    const response = await started.browser.call(`${await lastEvent(started)}/media`);
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({
      error: { code: 'INVALID_REQUEST', message: expect.stringContaining('mediaKey') },
    });
  });
});
