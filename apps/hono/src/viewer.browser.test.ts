import { createFakeVZaps, type FakeVZaps, samplePayload } from '@vzaps/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser } from './test/browser.ts';
import { findLowContrast } from './test/low-contrast.ts';
import { startViewer, type Viewer } from './test/start-viewer.ts';

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const rows = (page: Page) => page.getByRole('listbox').getByRole('option');
const row = (page: Page, text: string) => rows(page).filter({ hasText: text });

describeInBrowser('the page of the viewer', (open) => {
  let fake: FakeVZaps;
  let viewer: Viewer;
  beforeAll(async () => {
    fake = await createFakeVZaps({ instances: 2 });
    viewer = await startViewer(fake);
  });
  afterAll(async () => {
    await viewer.end();
    await fake.close();
  });
  const deliver = (payload: unknown, instance = 0) => fake.deliver(fake.instances[instance]?.id ?? '', payload);

  it('shows an event as it arrives, with its outcome, status and time, and announces the count to screen readers', async () => {
    const page = await open(viewer.signInUrl);
    await deliver(samplePayload('Message', { text: 'as it happens', pushName: 'Ana' }));
    await row(page, 'Ana: as it happens').waitFor();
    const cells = await row(page, 'as it happens').locator('> *').allTextContents();
    expect(cells).toEqual([
      'Message',
      'handled',
      'Ana: as it happens',
      expect.stringMatching(/^\d\d:\d\d:\d\d$/),
      expect.stringMatching(/^200 · [\d.]+ ms$/),
    ]);
    const count = page.locator('[aria-live=polite]', { hasText: 'event' });
    expect(await count.textContent()).toBe(`${await rows(page).count()} event`);
  });

  it('shows the typed event and the delivery side by side', async () => {
    const page = await open(viewer.signInUrl);
    await deliver(samplePayload('Message', { text: 'two views' }));
    await row(page, 'two views').click();
    const typed = page.getByRole('region', { name: 'Typed' });
    const raw = page.getByRole('region', { name: 'As delivered' });
    expect(await typed.textContent()).toContain('"text": "two views"');
    expect(await raw.textContent()).toContain('"conversation": "two views"');
    const [left, right] = [await typed.boundingBox(), await raw.boundingBox()];
    expect(left?.y).toBe(right?.y);
    expect(Number(left?.x) + Number(left?.width)).toBeLessThanOrEqual(Number(right?.x));
  });

  it('filters by type and by instance', async () => {
    const page = await open(viewer.signInUrl);
    await deliver(samplePayload('ReadReceipt'), 0);
    await deliver(samplePayload('Message', { text: 'for the second' }), 1);
    await row(page, 'for the second').waitFor();
    const [, second] = fake.instances;
    await page.getByLabel('Type', { exact: true }).selectOption('ReadReceipt');
    expect(await rows(page).allInnerTexts()).toEqual([expect.stringContaining('ReadReceipt')]);
    await page.getByLabel('Instance').selectOption(second?.id ?? '');
    await page.getByText('No matching events').waitFor();
    await page.getByLabel('Type', { exact: true }).selectOption('All types');
    expect(await rows(page).allInnerTexts()).toEqual([expect.stringContaining('for the second')]);
    // New events are filtered, too.
    await deliver(samplePayload('Message', { text: 'for the first' }), 0);
    await deliver(samplePayload('Message', { text: 'again the second' }), 1);
    await row(page, 'again the second').waitFor();
    expect(await row(page, 'for the first').count()).toBe(0);
    await page.getByLabel('Instance').selectOption('All instances');
    await row(page, 'for the first').waitFor();
  });

  it('shows a forged delivery as refused, without its URL', async () => {
    const page = await open(viewer.signInUrl);
    const forged = new URL(
      'webhooks/vzaps?vzaps_instance=VZ666&vzaps_generation=0&vzaps_signature=v1.guess',
      viewer.url,
    );
    await deliver(samplePayload('Message', { text: 'before' }));
    const { attempts } = await fake.deliver(fake.instances[0].id, samplePayload('Message', { text: 'let me in' }), {
      url: forged,
    });
    expect(attempts.map(({ status }) => status)).toEqual([401]);
    await row(page, 'refused').click();
    await page.getByText('Neither the body nor the URL of this delivery was kept').waitFor();
    expect(await row(page, 'refused').textContent()).toContain('401');
    expect(await page.content()).not.toMatch(/VZ666|guess|let me in|vzaps_signature/);
  });

  it('shows the content of a message as text, and runs none of it', async () => {
    const page = await open(viewer.signInUrl);
    const script = `<script>alert(1)</script><img src=x onerror="alert(2)"><svg onload=alert(3)>`;
    await deliver(samplePayload('Message', { text: script, pushName: '<b>Eve</b>' }));
    await row(page, script).click();
    expect(await page.locator('#summary').textContent()).toBe(`<b>Eve</b>: ${script}`);
    expect(await page.locator('#typed').textContent()).toContain(JSON.stringify(script));
    expect(await page.locator('main :is(script, b, svg, img[src=x])').count()).toBe(0);
  });

  it('lets the keyboard move through the list, and shows the focus', async () => {
    const page = await open(viewer.signInUrl);
    for (const text of ['first', 'second', 'third'])
      await deliver(samplePayload('Message', { text: `${text} by key` }));
    await row(page, 'third by key').waitFor();
    await page.getByLabel('Instance').focus();
    await page.keyboard.press('Tab');
    const list = page.getByRole('listbox');
    expect(await list.evaluate((element) => element === document.activeElement)).toBe(true);
    const active = page.locator(`[id="${await list.getAttribute('aria-activedescendant')}"]`);
    expect(await active.textContent()).toContain('third by key');
    expect(await active.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('[aria-selected=true]').allInnerTexts()).toEqual([
      expect.stringContaining('second by key'),
    ]);
    expect(await page.locator('#typed').textContent()).toContain('second by key');
    await page.keyboard.press('End');
    const last = await rows(page).last().textContent();
    expect(await page.locator('[aria-selected=true]').textContent()).toBe(last);
    // A new event changes neither the focus nor the selection.
    await deliver(samplePayload('Message', { text: 'in between' }));
    await row(page, 'in between').waitFor();
    expect(await page.locator('[aria-selected=true]').textContent()).toBe(last);
  });

  it('fits the screen of a phone: the event replaces the list, and the back button returns', async () => {
    const page = await open(viewer.signInUrl, PHONE);
    await deliver(samplePayload('Message', { text: `no spaces ${'x'.repeat(500)}`, pushName: 'Phone' }));
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    expect(await fits()).toBe(true);
    await row(page, 'no spaces').tap();
    expect(await page.getByRole('listbox').isVisible()).toBe(false);
    expect(await page.getByRole('region', { name: 'As delivered' }).isVisible()).toBe(true);
    expect(await fits()).toBe(true);
    await page.goBack();
    await page.getByRole('listbox').waitFor();
    await row(page, 'no spaces').tap();
    await page.getByRole('button', { name: 'All events' }).tap();
    await page.getByRole('listbox').waitFor();
  });

  it.each(['light', 'dark'] as const)('has enough contrast in the %s theme', async (colorScheme) => {
    const page = await open(viewer.signInUrl, { colorScheme });
    await deliver({ type: 'Message', event: {} });
    await row(page, 'unprocessable').first().click();
    expect(await page.evaluate(findLowContrast)).toEqual([]);
  });
});
