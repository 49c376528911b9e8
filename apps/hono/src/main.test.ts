import { once } from 'node:events';
import { connect } from 'node:net';
import { createFakeVZaps, type FakeVZaps, samplePayload } from '@vzaps/testing';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readEvents } from './test/read-events.ts';
import { startViewer } from './test/start.ts';

let fake: FakeVZaps;
beforeAll(async () => {
  fake = await createFakeVZaps({ instances: 2 });
});
afterAll(() => fake.close());

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

it.each(SIGNALS)('registers signed URLs, shows what comes, and ends while somebody looks, by %s', async (signal) => {
  const viewer = await startViewer(fake);
  // Without a token it is for this machine alone: another address of it, as a neighbour would use one, is closed.
  const [closed] = await once(connect(Number(new URL(viewer.url).port), '127.0.0.2'), 'error');
  expect(closed.code).toBe('ECONNREFUSED');

  const looking = await fetch(`${viewer.url}events`);
  const shown = readEvents(looking, () => false);
  for (const { id } of fake.instances) {
    expect((await fake.deliver(id, samplePayload('Message', { text: 'ping' }))).status).toBe('success');
  }
  expect(await viewer.stop(signal)).toBe(0);
  // VZaps may have been asked, at the start, for what was just on its way.
  const handled = (await shown).filter(({ outcome }) => outcome === 'handled');
  expect(handled.map(({ type, instanceId }) => [type, instanceId])).toEqual(
    fake.instances.map(({ id }) => ['Message', id]),
  );
  expect(viewer.said()).not.toContain('vzaps_signature');
});

it('has VZaps deliver again what failed while it was away', async () => {
  const [{ id }] = fake.instances;
  expect((await fake.deliver(id, samplePayload('Message', { text: 'while away' }))).status).toBe('failed');
  const viewer = await startViewer(fake);
  const [entry] = await readEvents(await fetch(`${viewer.url}events`), (entries) => entries.length > 0);
  expect(entry).toMatchObject({ outcome: 'handled', typed: { text: 'while away' } });
  // The page is told before VZaps is.
  await vi.waitUntil(() => fake.log(id).every(({ status }) => status === 'success'), { timeout: 15_000 });
  await viewer.stop();
});

it('does not start where others could open the page without a token, nor where nobody would find it', async () => {
  await expect(startViewer(fake, { PUBLIC_URL: 'https://viewer.example' })).rejects.toThrow('Set VIEWER_TOKEN');
  await expect(startViewer(fake, { PUBLIC_URL: 'viewer.example' })).rejects.toThrow('PUBLIC_URL begins with https://');
});

it('registers the same URLs whether PUBLIC_URL ends in a slash or not', async () => {
  const viewer = await startViewer(fake, { PUBLIC_URL: 'https://viewer.example/', VIEWER_TOKEN: 'open sesame' });
  expect(viewer.said()).toContain('VZaps delivers to https://viewer.example/webhooks/vzaps\n');
  expect(viewer.url).toBe('https://viewer.example/');
  await viewer.stop();
});
