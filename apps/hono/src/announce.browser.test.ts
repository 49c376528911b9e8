import { createFakeVZaps, type FakeVZaps, samplePayload } from '@vzaps/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser } from './test/browser.ts';
import { type Started, startViewer } from './test/start.ts';

describeInBrowser('who listens to the page', (open) => {
  let fake: FakeVZaps;
  let viewer: Started;
  beforeAll(async () => {
    fake = await createFakeVZaps();
    viewer = await startViewer(fake);
  });
  afterAll(async () => {
    await viewer.stop();
    await fake.close();
  });

  it('hears how many events there are: at once, then every ten seconds, and at once when the filter changes', async () => {
    const page = await open(viewer.url);
    // From here on time passes when the test says so.
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 60_000);
    const heard: string[] = [];
    await page.exposeFunction('hear', (text: string) => heard.push(text));
    await page.evaluate(() => {
      const [region] = document.querySelectorAll('[aria-live]');
      if (!region) throw new Error('Nothing can be heard.');
      const { hear } = window as unknown as { hear(text: string): void };
      new MutationObserver(() => hear(region.textContent ?? '')).observe(region, { childList: true });
    });
    const come = async (type: 'Message' | 'Presence', count: number) => {
      await fake.deliver(fake.instances[0].id, samplePayload(type));
      await page
        .locator('[role=option]')
        .nth(count - 1)
        .waitFor({ state: 'attached' });
      await page.clock.runFor(100);
      expect(await page.locator('#count').textContent()).toBe(count === 1 ? '1 event' : `${count} events`);
    };

    await come('Message', 1);
    for (const count of [2, 3, 4]) await come('Presence', count);
    expect(heard).toEqual(['1 event']);
    await page.clock.runFor(10_000);
    expect(heard).toEqual(['1 event', '4 events']);
    await page.getByLabel('Type', { exact: true }).selectOption('Message');
    await expect.poll(() => heard).toEqual(['1 event', '4 events', '1 of 4 events']);
    // After a silence, the next one is heard at once again.
    await page.clock.runFor(30_000);
    expect(heard).toHaveLength(3);
    await page.getByLabel('Type', { exact: true }).selectOption('All types');
    await page.clock.runFor(30_000);
    await come('Presence', 5);
    expect(heard.slice(3)).toEqual(['4 events', '5 events']);
  });
});
