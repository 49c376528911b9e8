import { samplePayload } from '@vzaps/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeInBrowser } from './test/browser.ts';
import { row, rows } from './test/list.ts';
import { type StartedPage, startPage } from './test/start-page.ts';

describeInBrowser('the list of events', (open) => {
  let server: StartedPage;
  beforeAll(async () => {
    server = await startPage({ fake: { instances: 2 }, inspector: { limit: 12 } });
    server.receiver.on('Message', ({ text }) => {
      if (text === 'fails') throw new Error('The handler failed');
    });
  });
  afterAll(() => server.close());
  beforeEach(() => server.clear());
  const message = (text: string, more = {}, instance = 0) =>
    server.deliver(samplePayload('Message', { text, pushName: 'Ana', ...more }), instance);
  const texts = async (page: Page) =>
    (await rows(page).locator('.summary').allTextContents()).map((text) => text.trim());
  const count = (page: Page, text: string) => page.locator('.count', { hasText: text }).waitFor();

  it('shows an event as it arrives, with its outcome, sender, text, time, status and duration', async () => {
    const page = await open(server.signInUrl);
    await page.getByText('Waiting for events').waitFor();
    await message('as it happens');
    await row(page, 'Ana: as it happens').waitFor();
    const cells = await row(page, 'as it happens').locator('> *').allTextContents();
    expect(cells).toEqual([
      'Message',
      'handled',
      'Ana: as it happens',
      expect.stringMatching(/^\d\d:\d\d:\d\d$/),
      expect.stringMatching(/^200 [\d.]+ ms$/),
    ]);
    await count(page, '1 event');
  });

  it('shows the newest event first, and the reason of a failure', async () => {
    const page = await open(server.signInUrl);
    await message('first');
    await message('fails');
    await row(page, 'The handler failed').waitFor();
    expect(await texts(page)).toEqual([expect.stringContaining('fails – Error: The handler failed'), 'Ana: first']);
  });

  it('shows no new events while it is paused, counts them, and shows them after it', async () => {
    const page = await open(server.signInUrl);
    await message('before the pause');
    await row(page, 'before the pause').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await message('in the pause');
    const resume = page.getByRole('button', { name: 'Resume (1 new)' });
    await resume.waitFor();
    expect(await texts(page)).toEqual(['Ana: before the pause']);
    await resume.click();
    await row(page, 'in the pause').waitFor();
  });

  it('asks before it removes all events, here and on the server', async () => {
    const page = await open(server.signInUrl);
    await message('to be removed');
    await row(page, 'to be removed').waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    const dialog = page.getByRole('dialog', { name: 'Clear' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await rows(page).count()).toBe(1);
    await page.getByRole('button', { name: 'Clear' }).click();
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Waiting for events').waitFor();
    await page.reload();
    await page.getByText('Waiting for events').waitFor();
    await message('afterwards');
    await row(page, 'afterwards').waitFor();
    expect(await rows(page).count()).toBe(1);
  });

  it('searches in text, phone and ids, with every word', async () => {
    const page = await open(server.signInUrl);
    await message('The invoice of May', { phone: '5511900000001', messageId: '3EB0AAAAAA' });
    await message('The invoice of June', { phone: '5511900000002', messageId: '3EB0BBBBBB' });
    await row(page, 'June').waitFor();
    const search = page.getByRole('searchbox', { name: 'Search in text, phone and ids' });
    for (const words of ['MAY invoice', '5511900000001', '3eb0aaaa']) {
      await search.fill(words);
      await count(page, '1 of 2 events');
      expect(await texts(page)).toEqual(['Ana: The invoice of May']);
    }
    await search.fill('invoice April');
    await page.getByText('No event matches the filters').waitFor();
    await page.getByRole('button', { name: 'Show all events' }).click();
    await count(page, '2 events');
  });

  it('filters by type, instance and outcome, also the events that arrive later', async () => {
    const page = await open(server.signInUrl);
    await server.deliver(samplePayload('ReadReceipt'));
    await message('for the second', {}, 1);
    await message('fails');
    await row(page, 'fails').waitFor();
    await page.getByLabel('Type', { exact: true }).selectOption('ReadReceipt');
    expect(await rows(page).count()).toBe(1);
    await page.getByLabel('Type', { exact: true }).selectOption('All types');
    await page.getByLabel('Instance').selectOption(server.fake.instances[1]?.id ?? '');
    expect(await texts(page)).toEqual(['Ana: for the second']);
    await message('for the first');
    await message('again for the second', {}, 1);
    await row(page, 'again for the second').waitFor();
    expect(await row(page, 'for the first').count()).toBe(0);
    await page.getByLabel('Instance').selectOption('All instances');
    const failed = page.getByRole('group', { name: 'Outcome' }).getByRole('button', { name: 'failed 1' });
    await failed.click();
    expect(await failed.getAttribute('aria-pressed')).toBe('true');
    expect(await texts(page)).toEqual([expect.stringContaining('fails')]);
    await page.getByRole('button', { name: 'unhandled 1' }).click();
    expect(await rows(page).count()).toBe(2);
  });

  it('filters by time: the last minutes, or from one moment to another', async () => {
    const page = await open(server.signInUrl);
    await message('just now');
    await row(page, 'just now').waitFor();
    await page.getByLabel('Time').selectOption('Last minute');
    expect(await rows(page).count()).toBe(1);
    await page.getByLabel('Time').selectOption('From … to');
    const local = (date: Date) =>
      new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
    await page.getByLabel('From', { exact: true }).fill(local(new Date(Date.now() - 3_600_000)));
    expect(await rows(page).count()).toBe(1);
    await page.getByLabel('To', { exact: true }).fill(local(new Date(Date.now() - 1_800_000)));
    await page.getByText('No event matches the filters').waitFor();
  });

  it('counts events by outcome, and says how many older ones the inspector dropped', async () => {
    const page = await open(server.signInUrl);
    for (let index = 1; index <= 15; index++) await message(`number ${index}`);
    await row(page, 'number 15').waitFor();
    await count(page, '12 events · 3 older dropped');
    await page.getByRole('button', { name: 'handled 15' }).waitFor();
    expect(await row(page, /number 3$/).count()).toBe(0);
  });
});
