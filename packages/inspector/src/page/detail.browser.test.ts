import { readFile } from 'node:fs/promises';
import { samplePayload } from '@vzaps/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeInBrowser } from './test/browser.ts';
import { openRow, row } from './test/list.ts';
import { type StartedPage, startPage } from './test/start-page.ts';

describeInBrowser('the detail of an event', (open) => {
  let server: StartedPage;
  const handled: string[] = [];
  beforeAll(async () => {
    server = await startPage();
    server.receiver.on('Message', ({ text = '' }) => {
      handled.push(text);
      if (text === 'fails') throw new Error('No open order', { cause: new TypeError('orders is undefined') });
    });
  });
  afterAll(() => server.close());
  beforeEach(() => server.clear());
  const message = (text: string, more = {}) =>
    server.deliver(samplePayload('Message', { text, pushName: 'Ana', ...more }));
  const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

  it('shows the typed event and the raw delivery side by side', async () => {
    const page = await open(server.signInUrl);
    await message('two views');
    const detail = await openRow(page, 'two views');
    const typed = detail.getByRole('region', { name: 'Typed event' });
    const raw = detail.getByRole('region', { name: 'Raw delivery' });
    expect(await typed.textContent()).toContain('"text": "two views"');
    expect(await raw.textContent()).toContain('"conversation": "two views"');
    const [left, right] = [await typed.boundingBox(), await raw.boundingBox()];
    expect(left?.y).toBe(right?.y);
    expect(Number(left?.x) + Number(left?.width)).toBeLessThanOrEqual(Number(right?.x));
  });

  it('marks the fields that are renamed, derived or only in the delivery, and can hide all others', async () => {
    const page = await open(server.signInUrl);
    await message('marked');
    const detail = await openRow(page, 'marked');
    const typed = detail.getByRole('region', { name: 'Typed event' });
    const raw = detail.getByRole('region', { name: 'Raw delivery' });
    const lineOf = (key: string) => typed.locator('.json-line', { hasText: `"${key}"` }).first();
    expect(await lineOf('messageId').getAttribute('data-mark')).toBe('renamed');
    expect(await lineOf('messageId').textContent()).toContain('renamed from ← event.info.id');
    expect(await lineOf('timestamp').getAttribute('data-mark')).toBe('derived');
    const multicast = raw.locator('.json-line', { hasText: '"multicast"' });
    expect(await multicast.textContent()).toContain('only in the delivery');
    expect(await detail.getByRole('list', { name: /fields$/ }).textContent()).toMatch(
      /^\d+ same\d+ renamed\d+ derived\d+ only in the delivery$/,
    );
    expect(await lineOf('chat').count()).toBe(1);
    await detail.getByLabel('Only differences').check();
    expect(await lineOf('chat').count()).toBe(0);
    expect(await lineOf('messageId').count()).toBe(1);
  });

  it('shows outcome, status, duration and the milliseconds of each step', async () => {
    const page = await open(server.signInUrl);
    await message('with steps');
    const detail = await openRow(page, 'with steps');
    const facts = await detail.locator('.facts').textContent();
    expect(facts).toMatch(/Status200Duration[\d.]+ ms/);
    expect(facts).toContain(server.fake.instances[0].id);
    const steps = await detail.locator('.steps li').allTextContents();
    expect(steps.map((step) => step.replace(/[\d.]+ ms$/, ''))).toEqual(['verify', 'read', 'parse', 'claim', 'handle']);
    for (const step of steps) expect(step).toMatch(/\d ms$/);
  });

  it('shows the stack of a failed handler with its causes', async () => {
    const page = await open(server.signInUrl);
    await message('fails');
    const detail = await openRow(page, 'fails');
    const stack = await detail.getByRole('region', { name: 'Stack of Error' }).textContent();
    expect(stack).toContain('No open order');
    expect(stack).toContain('detail.browser.test.ts');
    expect(stack).toContain('TypeError: orders is undefined');
  });

  it('links to other deliveries of the same event', async () => {
    const page = await open(server.signInUrl);
    const payload = samplePayload('Message', { text: 'sent twice' });
    await server.deliver(payload);
    await server.deliver(payload);
    const detail = await openRow(page, 'already handled');
    await detail.getByText('Other deliveries of this event').waitFor();
    const related = detail.locator('.related li');
    expect(await related.allTextContents()).toEqual([expect.stringMatching(/handled200 · /)]);
    await related.getByRole('link').click();
    await detail.locator('.title .outcome', { hasText: /^handled$/ }).waitFor();
    expect(await related.allTextContents()).toEqual([expect.stringMatching(/duplicate200 · /)]);
  });

  it('copies the typed event and the delivery as exact JSON, although the page folds long values', async () => {
    const page = await open(server.signInUrl);
    const long = `begin ${'0123456789'.repeat(1_000)} end`;
    const payload = samplePayload('Message', { text: long });
    await server.deliver(payload);
    const detail = await openRow(page, 'begin');
    const typed = detail.locator('.pane', { hasText: 'Typed event' });
    expect(await typed.textContent()).not.toContain('end"');
    await typed.getByRole('button', { name: 'Copy JSON' }).click();
    await typed.getByRole('button', { name: 'Copied' }).waitFor();
    expect(JSON.parse(await clipboard(page))).toMatchObject({ type: 'Message', text: long });
    await detail.locator('.pane', { hasText: 'Raw delivery' }).getByRole('button', { name: 'Copy JSON' }).click();
    await expect.poll(async () => JSON.parse(await clipboard(page))).toEqual(payload);
    await typed
      .getByRole('button', { name: /more characters/ })
      .first()
      .click();
    expect(await typed.textContent()).toContain('end"');
  });

  it('copies a curl command that posts the delivery, also with quotes in its text', async () => {
    const page = await open(server.signInUrl);
    const payload = samplePayload('Message', { text: `it's "quoted" $HOME` });
    await server.deliver(payload);
    const detail = await openRow(page, 'quoted');
    await detail.getByRole('button', { name: 'Copy as curl' }).click();
    await expect.poll(() => clipboard(page)).toMatch(/^curl --request POST 'http/);
    const command = await clipboard(page);
    expect(command).not.toMatch(/signature/);
    const body = /--data-raw '([\s\S]*)'\n$/.exec(command)?.[1]?.replaceAll(`'\\''`, "'");
    expect(JSON.parse(body ?? '')).toEqual(payload);
  });

  it('saves the delivery as a fixture, with a name of type and id', async () => {
    const page = await open(server.signInUrl);
    const payload = samplePayload('Message', { text: 'for a test', messageId: '3EB0F1F1F1' });
    await server.deliver(payload);
    const detail = await openRow(page, 'for a test');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      detail.getByRole('button', { name: 'Save as fixture' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^Message-.*3EB0F1F1F1\.json$/);
    expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toEqual(payload);
  });

  it('has a link of its own, which opens the event in another window', async () => {
    const page = await open(server.signInUrl);
    await message('linked');
    const detail = await openRow(page, 'linked');
    await detail.getByRole('button', { name: 'Copy link' }).click();
    await expect.poll(() => clipboard(page)).toContain('#/events/');
    const link = await clipboard(page);
    expect(link).not.toContain('token');
    const other = await page.context().newPage();
    await other.goto(link);
    await other.getByRole('region', { name: 'Selected event' }).getByText('linked').first().waitFor();
    await other.goto(`${server.url}#/events/unknown`);
    await other.getByText('This event is not kept').waitFor();
  });

  it('replays the event to the handlers, although it was handled, and shows the result', async () => {
    const page = await open(server.signInUrl);
    await message('once more');
    const detail = await openRow(page, 'once more');
    const before = handled.filter((text) => text === 'once more').length;
    await detail.getByRole('button', { name: 'Replay to the handlers' }).click();
    await detail.getByText(/^Replayed: handled/).waitFor();
    expect(handled.filter((text) => text === 'once more')).toHaveLength(before + 1);
    await row(page, 'replay').waitFor();
  });

  it('replays the delivery to the URL that the application allows', async () => {
    const page = await open(server.signInUrl);
    await message('to a URL');
    const detail = await openRow(page, 'to a URL');
    await detail.getByRole('button', { name: 'Replay to a URL' }).click();
    expect(await detail.getByLabel('URL').inputValue()).toBe(server.webhookUrl);
    await detail.getByRole('button', { name: 'Send' }).click();
    await detail.getByText(/^Replayed: .*status 200/).waitFor();
  });

  it('shows the picture of a message when a person asks for it, and offers a document as a file', async () => {
    const page = await open(server.signInUrl);
    await server.deliver(samplePayload('Message', { kind: 'image', text: 'a picture' }));
    await server.deliver(samplePayload('Message', { kind: 'document', text: 'a document' }));
    const detail = await openRow(page, 'a picture');
    expect(await detail.getByRole('img').count()).toBe(0);
    await detail.getByRole('button', { name: 'Show the image' }).click();
    const picture = detail.getByRole('img', { name: 'The image of this message' });
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await openRow(page, 'a document');
    await detail.getByRole('button', { name: 'Load the file' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      detail.getByRole('link', { name: 'Save the file' }).click(),
    ]);
    expect(await download.failure()).toBeNull();
  });

  it('shows the content of a message as text, and runs none of it', async () => {
    const page = await open(server.signInUrl);
    const script = `<script>alert(1)</script><img src=x onerror="alert(2)"><svg onload=alert(3)>`;
    await message(script, { pushName: '<b>Eve</b>' });
    const detail = await openRow(page, script);
    expect(await detail.locator('.text').textContent()).toBe(`<b>Eve</b>: ${script}`);
    const typed = await detail.getByRole('region', { name: 'Typed event' }).textContent();
    expect(typed).toContain(JSON.stringify(script));
    expect(await page.locator('main :is(script, img, [onload], [onerror])').count()).toBe(0);
  });

  it('makes control characters and bidirectional characters visible, in the list and in the detail', async () => {
    const page = await open(server.signInUrl);
    await message('invoice\u202efdp.exe', { pushName: 'A\u200bna' });
    const detail = await openRow(page, 'invoice');
    const visible = 'A⟦U+200B⟧na: invoice⟦U+202E⟧fdp.exe';
    expect(await row(page, 'invoice').locator('.summary').textContent()).toBe(visible);
    expect(await detail.locator('.text').textContent()).toBe(visible);
    for (const name of ['Typed event', 'Raw delivery'])
      expect(await detail.getByRole('region', { name }).textContent()).toContain('invoice⟦U+202E⟧fdp.exe');
    expect(await page.locator('body').textContent()).not.toMatch(/[\u202e\u200b]/);
  });

  it('shows a forged delivery as refused, without its URL and its content', async () => {
    const page = await open(server.signInUrl);
    const url = `${server.webhookUrl}?vzaps_instance=VZ666&vzaps_generation=0&vzaps_signature=v1.guess`;
    await server.fake.deliver(server.fake.instances[0].id, samplePayload('Message', { text: 'let me in' }), { url });
    const detail = await openRow(page, 'refused');
    await detail.getByText('Neither the body nor the URL of this delivery was kept').waitFor();
    expect(await page.content()).not.toMatch(/VZ666|guess|let me in|vzaps_signature/);
    expect(await detail.getByRole('button', { name: /Replay|curl|fixture/ }).count()).toBe(0);
  });
});
