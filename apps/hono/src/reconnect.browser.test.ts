import { createFakeVZaps, type FakeVZaps, samplePayload } from '@vzaps/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser } from './test/browser.ts';
import { createCut } from './test/cut.ts';
import { startViewer } from './test/start.ts';

// Without duplicates that VZaps itself sends, when a viewer that starts asks for what failed.
const rows = (page: Page) => page.locator('.row[data-tone=good]');
const said = (page: Page) => rows(page).locator('.said').allTextContents();
const shows = (page: Page, text: string) => rows(page).filter({ hasText: text }).waitFor();

describeInBrowser('a page that lost its connection', (open) => {
  let fake: FakeVZaps;
  beforeAll(async () => {
    fake = await createFakeVZaps();
  });
  afterAll(() => fake.close());
  const comes = (text: string) =>
    fake.deliver(fake.instances[0].id, samplePayload('Message', { text, pushName: 'Ana' }));

  it('shows what came meanwhile, and nothing twice', async () => {
    const viewer = await startViewer(fake);
    const wire = await createCut(viewer.url);
    const page = await open(wire.url);
    await comes('before');
    await shows(page, 'before');
    wire.cut();
    await page.getByText('Reconnecting').waitFor();
    await comes('meanwhile');
    wire.join();
    await shows(page, 'meanwhile');
    await comes('after');
    await shows(page, 'after');
    expect(await said(page)).toEqual(['Ana: after', 'Ana: meanwhile', 'Ana: before']);
    wire.close();
    await viewer.stop();
  });

  it('keeps its list when the viewer was started again', async () => {
    const first = await startViewer(fake);
    const page = await open(first.url);
    await comes('of the first');
    await shows(page, 'of the first');
    await first.stop();
    await page.getByText('Reconnecting').waitFor();
    const second = await startViewer(fake, { PORT: new URL(first.url).port });
    await comes('of the second');
    await shows(page, 'of the second');
    expect(await said(page)).toEqual(['Ana: of the second', 'Ana: of the first']);
    await second.stop();
  });
});
