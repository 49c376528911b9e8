import { createFakeVZaps, type FakeVZaps, samplePayload } from '@vzaps/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser } from './test/browser.ts';
import { createCuttableProxy } from './test/cuttable-proxy.ts';
import { startViewer } from './test/start-viewer.ts';

const rows = (page: Page) => page.locator('.row[data-tone=good]');
const summaries = (page: Page) => rows(page).locator('.summary').allTextContents();
const shows = (page: Page, text: string) => rows(page).filter({ hasText: text }).waitFor();

describeInBrowser('a page of the viewer that lost its connection', (open) => {
  let fake: FakeVZaps;
  beforeAll(async () => {
    fake = await createFakeVZaps();
  });
  afterAll(() => fake.close());
  const deliverText = (text: string) =>
    fake.deliver(fake.instances[0].id, samplePayload('Message', { text, pushName: 'Ana' }));

  it('shows the events of the meantime after it reconnected, each once', async () => {
    const viewer = await startViewer(fake);
    const proxy = await createCuttableProxy(viewer.url);
    const page = await open(viewer.signInUrl.replace(viewer.url, proxy.url));
    await deliverText('before');
    await shows(page, 'before');
    proxy.cut();
    await page.getByText('Reconnecting').waitFor();
    await deliverText('meanwhile');
    proxy.restore();
    await shows(page, 'meanwhile');
    await deliverText('after');
    await shows(page, 'after');
    expect(await summaries(page)).toEqual(['Ana: after', 'Ana: meanwhile', 'Ana: before']);
    proxy.close();
    await viewer.end();
  });

  it('keeps its list when the viewer is restarted', async () => {
    const first = await startViewer(fake, { VIEWER_TOKEN: 'token', REPLACE_WEBHOOK: '1' });
    const page = await open(first.signInUrl);
    await deliverText('of the first');
    await shows(page, 'of the first');
    await first.end();
    await page.getByText('Reconnecting').waitFor();
    const second = await startViewer(fake, {
      VIEWER_TOKEN: 'token',
      REPLACE_WEBHOOK: '1',
      PORT: new URL(first.url).port,
    });
    await deliverText('of the second');
    await shows(page, 'of the second');
    expect(await summaries(page)).toEqual(['Ana: of the second', 'Ana: of the first']);
    await second.end();
  });
});
