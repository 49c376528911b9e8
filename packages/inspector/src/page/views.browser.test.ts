import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { redisInbox } from '@vzaps/redis';
import { sampleEvent, samplePayload } from '@vzaps/testing';
import type { Page } from 'playwright-core';
import { describeWithRedis, startRedisServer } from 'redis-test-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser } from './test/browser.ts';
import { openRow, row } from './test/list.ts';
import { type StartedPage, startPage } from './test/start-page.ts';

const openView = async (page: Page, name: string) => {
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 2 }).waitFor();
};

describeInBrowser('the delivery log and the plots', (open) => {
  let server: StartedPage;
  let isBroken = true;
  beforeAll(async () => {
    server = await startPage({ fake: { instances: 2 } });
    server.receiver.on('Message', () => {
      if (isBroken) throw new Error('The database is down');
    });
    for (let index = 1; index <= 53; index++)
      await server.deliver(samplePayload('Message', { text: `number ${index}` }));
    isBroken = false;
    await server.deliver(samplePayload('ReadReceipt'));
  });
  afterAll(() => server.close());
  const entries = (page: Page) => page.locator('tbody tr:not(.expanded)');

  it('lists failed deliveries of an instance, and filters by instance and status', async () => {
    const page = await open(server.signInUrl);
    await openView(page, 'Delivery log');
    await page.getByLabel('Instance').selectOption(server.fake.instances[0].id);
    await entries(page).first().waitFor();
    expect(await entries(page).first().textContent()).toMatch(/failed 500.*Message/);
    await page.getByLabel('Status').selectOption('Successful');
    await expect.poll(() => entries(page).allTextContents()).toEqual([expect.stringContaining('ReadReceipt')]);
    await page.getByLabel('Instance').selectOption(server.fake.instances[1]?.id ?? '');
    await page.getByText('The log has no such delivery').waitFor();
  });

  it('has pages, and shows the payload of an entry without its signed URL', async () => {
    const page = await open(server.signInUrl);
    await page.goto(`${server.url}#/logs/${server.fake.instances[0].id}`);
    await expect.poll(() => entries(page).count()).toBe(50);
    await page.getByRole('button', { name: 'Older' }).click();
    await expect.poll(() => entries(page).count()).toBe(3);
    await entries(page).first().getByRole('button').click();
    const payload = page.getByRole('region', { name: 'Entry of the log' });
    expect(await payload.textContent()).toContain('"number ');
    expect(await page.content()).not.toContain('vzaps_signature');
    await page.getByRole('button', { name: 'Newer' }).click();
    await expect.poll(() => entries(page).count()).toBe(50);
  });

  it('retries a selection, and shows the progress and the result of each delivery', async () => {
    const page = await open(server.signInUrl);
    await page.goto(`${server.url}#/logs/${server.fake.instances[0].id}`);
    await entries(page).nth(2).waitFor();
    const retry = page.locator('.retry');
    expect(await retry.getByRole('button', { name: 'Retry' }).isDisabled()).toBe(true);
    for (const index of [0, 1, 2]) await entries(page).nth(index).getByRole('checkbox').check();
    // What a person sees on the way: each text of the number beside the progress bar.
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      const look = () => {
        const bar = document.querySelector('progress');
        const text = bar?.parentElement?.querySelector('.number')?.textContent;
        if (text && seen.at(-1) !== text) seen.push(text);
      };
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
    });
    await retry.getByRole('button', { name: 'Retry 3 deliveries' }).click();
    await retry.getByText('3 succeeded, 0 failed').waitFor();
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    expect(seen[0]).toBe('0 of 3');
    expect(seen.every((text) => /^[0-3] of 3$/.test(text))).toBe(true);
    expect(await page.locator('.sr[aria-live]').textContent()).toBe('Retry: 3 succeeded, 0 failed');
  });

  it('shows why deliveries could not be retried', async () => {
    const page = await open(server.signInUrl);
    await page.goto(`${server.url}#/logs/${server.fake.instances[0].id}`);
    await entries(page).first().waitFor();
    isBroken = true;
    await entries(page).first().getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Retry 1 delivery' }).click();
    await page.locator('.retry').getByText('0 succeeded, 1 failed').waitFor();
    isBroken = false;
  });

  it('selects all entries of a page at once', async () => {
    const page = await open(server.signInUrl);
    await page.goto(`${server.url}#/logs/${server.fake.instances[0].id}`);
    await entries(page).first().waitFor();
    await page.getByLabel('Select all entries of this page').check();
    await page.getByRole('button', { name: /^Retry \d\d deliveries$/ }).waitFor();
    await page.getByLabel('Select all entries of this page').uncheck();
    expect(await page.locator('tbody :checked').count()).toBe(0);
  });

  it('show the instance of a failed event if a person follows the link of the event', async () => {
    const page = await open(server.signInUrl);
    const detail = await openRow(page, 'The database is down');
    await detail.getByRole('link', { name: 'Retry in the delivery log' }).click();
    await page.getByRole('heading', { name: 'Delivery log of VZaps' }).waitFor();
    expect(await page.getByLabel('Instance').inputValue()).toBe(server.fake.instances[0].id);
  });

  it('draws deliveries per minute, durations and failures by type, with the numbers as tables', async () => {
    const page = await open(server.signInUrl);
    await openView(page, 'Plots');
    await page.getByRole('img', { name: /^Deliveries per minute\. 1\d minutes, at most \d+ in one/ }).waitFor();
    await page.getByRole('img', { name: /^Durations\. Half within .* ms/ }).waitFor();
    for (const details of await page.getByText('Show as a table').all()) await details.click();
    const sum = async (table: number, column: number) => {
      const cells = await page.locator('table').nth(table).locator(`tbody td:nth-child(${column})`).allTextContents();
      return cells.reduce((total, cell) => total + Number(cell), 0);
    };
    const failed = await page.locator('table').first().locator('th').allTextContents();
    const records = await page.getByText(/^\d+ events · median/).textContent();
    expect(await sum(0, failed.indexOf('failed') + 1)).toBeGreaterThanOrEqual(53);
    expect(await sum(1, 2)).toBe(Number.parseInt(records ?? '', 10));
    expect(await page.locator('.steps li').allTextContents()).toEqual([expect.stringMatching(/^Message\d+ of \d+$/)]);
  });

  it.each(['light', 'dark'] as const)('draws its bars in the colours of the %s theme', async (colorScheme) => {
    const page = await open(server.signInUrl, { colorScheme });
    await openView(page, 'Plots');
    const hasColor = (variable: string) =>
      page.evaluate((name) => {
        const probe = document.body.appendChild(document.createElement('i'));
        probe.style.color = `var(${name})`;
        const [red, green, blue] = (getComputedStyle(probe).color.match(/\d+/g) ?? []).map(Number);
        probe.remove();
        const canvas = document.querySelector('canvas');
        const { data = [] } = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
        for (let at = 0; at < data.length; at += 4)
          if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) return true;
        return false;
      }, variable);
    await page.locator('canvas').first().waitFor();
    await expect.poll(() => hasColor('--plot-failed')).toBe(true);
    await page.getByRole('button', { name: /^Use the (light|dark) theme$/ }).click();
    await expect.poll(() => hasColor('--plot-failed')).toBe(true);
  });
});

describeWithRedis('an application with an inbox', () => {
  describeInBrowser('the view of the inbox', (open) => {
    it('shows the depth of the inbox and its dead letters, which can be replayed and removed', async () => {
      const redis = await startRedisServer();
      const inbox = redisInbox({ connection: redis.url, attempts: 1, onWarning: () => {} });
      const server = await startPage({ inspector: { inbox } });
      const verify = unsafeSkipVerification();
      const receiver = createReceiver({ verify, inbox, instanceId: 'VZ1', onOutcome: [] });
      receiver.on('Message', () => {
        throw new TypeError('The handler has a bug');
      });
      for (const text of ['first', 'second']) {
        await receiver.dispatch(sampleEvent('Message', { text }), { enqueue: true });
      }
      const page = await open(server.signInUrl);
      await openView(page, 'Inbox');
      const tile = (name: string) => page.locator('.tile', { hasText: name }).locator('dd');
      await expect.poll(() => tile('Waiting').textContent()).toBe('2');
      const worker = inbox.startWorker(receiver);
      await expect.poll(() => tile('Dead').textContent(), { timeout: 30_000 }).toBe('2');
      await worker.close();
      const letter = (text: string) => page.locator('tbody tr', { hasText: text });
      await letter('first').getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Replay 1' }).click();
      await expect.poll(() => tile('Waiting').textContent()).toBe('1');
      await letter('second').getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Remove 1' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
      await page.getByText('No event failed at its last attempt').waitFor();
      expect((await inbox.stats()).waiting).toBe(1);
      await server.close();
      await inbox.close();
      await redis.close();
    });
  });
});

describeInBrowser('an inspector in read-only mode', (open) => {
  it('shows that it is read-only, and offers no action that changes something', async () => {
    const server = await startPage({ inspector: { readOnly: true } });
    server.receiver.on('Message', () => {
      throw new Error('The handler failed');
    });
    await server.deliver(samplePayload('Message', { text: 'only to read' }));
    const page = await open(server.signInUrl);
    await page.getByText('Read-only', { exact: true }).waitFor();
    const detail = await openRow(page, 'only to read');
    await detail.getByRole('button', { name: 'Copy as curl' }).waitFor();
    expect(await page.getByRole('button', { name: /Replay|Clear/ }).count()).toBe(0);
    await openView(page, 'Delivery log');
    await page.locator('tbody tr').first().waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Retry' }).count()).toBe(0);
    await server.close();
  });
});

describeInBrowser('a visitor without a session', (open) => {
  it('sees the sign-in page, which says if the token is wrong, and can sign out again', async () => {
    const server = await startPage();
    const page = await open(server.signInUrl);
    expect(page.url()).not.toContain(server.token);
    await page.getByRole('button', { name: 'Sign out' }).click();
    const token = page.getByLabel('Token');
    await token.fill('a guess');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('This token is not valid').waitFor();
    await token.fill(server.token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Live', { exact: true }).waitFor();
    await server.deliver(samplePayload('Message', { text: 'after the sign-in' }));
    await row(page, 'after the sign-in').waitFor();
    await page.context().clearCookies();
    await page.getByRole('heading', { name: 'Signed out' }).waitFor();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await token.waitFor();
    await server.close();
  });
});
