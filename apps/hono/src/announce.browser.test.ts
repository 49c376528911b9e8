import { createFakeVZaps, type FakeVZaps, samplePayload } from '@vzaps/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser } from './test/browser.ts';
import { startViewer, type Viewer } from './test/start-viewer.ts';

describeInBrowser('a screen reader on the page of the viewer', (open) => {
  let fake: FakeVZaps;
  let viewer: Viewer;
  beforeAll(async () => {
    fake = await createFakeVZaps();
    viewer = await startViewer(fake);
  });
  afterAll(async () => {
    await viewer.end();
    await fake.close();
  });

  it('gets the count of events at once, then every ten seconds, and at once when the filter changes', async () => {
    const page = await open(viewer.signInUrl);
    // From here on, the test controls the clock.
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 60_000);
    const announced: string[] = [];
    await page.exposeFunction('record', (text: string) => announced.push(text));
    await page.evaluate(() => {
      const [region] = document.querySelectorAll('[aria-live]');
      if (!region) throw new Error('The page has no live region.');
      const { record } = window as unknown as { record(text: string): void };
      new MutationObserver(() => record(region.textContent ?? '')).observe(region, { childList: true });
    });
    const deliver = async (type: 'Message' | 'Presence', count: number) => {
      await fake.deliver(fake.instances[0].id, samplePayload(type));
      await page
        .locator('[role=option]')
        .nth(count - 1)
        .waitFor({ state: 'attached' });
      await page.clock.runFor(100);
      expect(await page.locator('#count').textContent()).toBe(count === 1 ? '1 event' : `${count} events`);
    };

    await deliver('Message', 1);
    for (const count of [2, 3, 4]) await deliver('Presence', count);
    expect(announced).toEqual(['1 event']);
    await page.clock.runFor(10_000);
    expect(announced).toEqual(['1 event', '4 events']);
    await page.getByLabel('Type', { exact: true }).selectOption('Message');
    await expect.poll(() => announced).toEqual(['1 event', '4 events', '1 of 4 events']);
    // After ten seconds without an announcement, the next one comes at once.
    await page.clock.runFor(30_000);
    expect(announced).toHaveLength(3);
    await page.getByLabel('Type', { exact: true }).selectOption('All types');
    await page.clock.runFor(30_000);
    await deliver('Presence', 5);
    expect(announced.slice(3)).toEqual(['4 events', '5 events']);
  });
});
