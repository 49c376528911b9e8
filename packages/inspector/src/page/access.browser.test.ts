import { samplePayload } from '@vzaps/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeInBrowser } from './test/browser.ts';
import { createCuttableProxy } from './test/cuttable-proxy.ts';
import { fitsWidth, openRow, row, rows } from './test/list.ts';
import { findLowContrast } from './test/low-contrast.ts';
import { type StartedPage, startPage } from './test/start-page.ts';

const PHONE = { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true };
const VIEWS = ['Delivery log', 'Plots'];

describeInBrowser('the page, for every person and every screen', (open) => {
  let server: StartedPage;
  beforeAll(async () => {
    server = await startPage();
    server.receiver.on('Message', ({ text = '' }) => {
      if (text === 'fails') throw new Error('The handler failed');
    });
  });
  afterAll(() => server.close());
  beforeEach(() => server.clear());
  const message = (text: string) => server.deliver(samplePayload('Message', { text, pushName: 'Ana' }));
  const selected = (page: Page) => page.locator('[role=option][aria-selected=true]');
  const openView = async (page: Page, name: string) => {
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 2, name }).waitFor();
  };

  it('can be used by keyboard: to search, to move through the list, to open an event and to close it', async () => {
    const page = await open(server.signInUrl);
    for (const text of ['first', 'second', 'third']) await message(`${text} by key`);
    await row(page, 'third by key').waitFor();
    await page.keyboard.press('/');
    expect(await page.getByRole('searchbox').evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type('by key/');
    expect(await page.getByRole('searchbox').inputValue()).toBe('by key/');
    await page.keyboard.press('Backspace');
    const list = page.getByRole('listbox', { name: 'Events, newest first' });
    while (!(await list.evaluate((element) => element === document.activeElement))) await page.keyboard.press('Tab');
    const active = async () => page.locator(`[id="${await list.getAttribute('aria-activedescendant')}"]`);
    expect(await (await active()).textContent()).toContain('third by key');
    expect(await (await active()).evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Typed event' }).getByText('second by key').first().waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await selected(page).textContent()).toContain('first by key');
    await page.keyboard.press('k');
    await page.keyboard.press('Home');
    expect(await selected(page).textContent()).toContain('third by key');
    // A new event changes neither the focus nor the selection.
    await message('in between by key');
    await row(page, 'in between').waitFor();
    expect(await selected(page).textContent()).toContain('third by key');
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Selected event' }).waitFor({ state: 'detached' });
    expect(await list.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('lets a person switch off the keys that need no modifier', async () => {
    const page = await open(server.signInUrl);
    await page.getByRole('button', { name: 'Keyboard' }).click();
    await page.getByLabel('Use keys without a modifier').uncheck();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.reload();
    await page.getByText('Waiting for events').waitFor();
    await page.keyboard.press('/');
    expect(await page.getByRole('searchbox').evaluate((element) => element === document.activeElement)).toBe(false);
  });

  it('tells a screen reader the position of each row, and the count at most every ten seconds', async () => {
    const page = await open(server.signInUrl);
    // From here on, the test controls the clock.
    await page.clock.install();
    await page.reload();
    await page.getByText('Waiting for events').waitFor();
    await page.clock.pauseAt(Date.now() + 60_000);
    const announced: string[] = [];
    await page.exposeFunction('record', (text: string) => announced.push(text));
    await page.evaluate(() => {
      const region = document.querySelector('.sr[aria-live=polite]');
      if (!region) throw new Error('The page has no live region.');
      const { record } = window as unknown as { record(text: string): void };
      const observer = new MutationObserver(() => record(region.textContent ?? ''));
      observer.observe(region, { childList: true, characterData: true, subtree: true });
    });
    const arrives = async (text: string) => {
      await message(text);
      await expect
        .poll(async () => {
          // A short time, because a busy machine polls many times, and fewer than ten seconds must pass in total.
          await page.clock.runFor(100);
          return row(page, text).count();
        })
        .toBe(1);
    };
    await arrives('one');
    await expect.poll(() => announced).toEqual(['1 event']);
    await arrives('two');
    await arrives('three');
    expect(announced).toEqual(['1 event']);
    await page.clock.runFor(10_000);
    await expect.poll(() => announced).toEqual(['1 event', '3 events']);
    expect(await row(page, 'two').getAttribute('aria-posinset')).toBe('2');
    expect(await row(page, 'two').getAttribute('aria-setsize')).toBe('3');
  });

  it('fits a phone of 320 pixels: the event replaces the list, and the back button returns', async () => {
    const page = await open(server.signInUrl, PHONE);
    await message(`no spaces ${'x'.repeat(500)}`);
    await row(page, 'no spaces').waitFor();
    expect(await fitsWidth(page)).toBe(true);
    await row(page, 'no spaces').tap();
    const detail = page.getByRole('region', { name: 'Selected event' });
    await detail.getByRole('region', { name: 'Raw delivery' }).waitFor();
    expect(await page.getByRole('listbox').isVisible()).toBe(false);
    expect(await fitsWidth(page)).toBe(true);
    await page.goBack();
    await row(page, 'no spaces').tap();
    await detail.getByRole('button', { name: 'All events' }).tap();
    await page.getByRole('listbox').waitFor();
    for (const view of VIEWS) {
      await openView(page, view);
      expect(await fitsWidth(page), view).toBe(true);
    }
  });

  it.each([
    ['a wide window', { width: 1280, height: 800 }],
    ['a phone', { width: 320, height: 640 }],
  ])('fits the width of %s when text has twice its size', async (_, viewport) => {
    const page = await open(server.signInUrl, { viewport });
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    await message('large text');
    await row(page, 'large text').waitFor();
    expect(await fitsWidth(page), 'list').toBe(true);
    const [first] = await row(page, 'large text').locator('.summary').all();
    const [rowBox, textBox] = [await row(page, 'large text').boundingBox(), await first?.boundingBox()];
    expect(Number(textBox?.y) + Number(textBox?.height)).toBeLessThanOrEqual(
      Number(rowBox?.y) + Number(rowBox?.height),
    );
    const detail = await openRow(page, 'large text');
    await detail.getByRole('region', { name: 'Raw delivery' }).waitFor();
    expect(await fitsWidth(page), 'detail').toBe(true);
    for (const view of VIEWS) {
      await openView(page, view);
      expect(await fitsWidth(page), view).toBe(true);
    }
  });

  it.each(['light', 'dark'] as const)('has enough contrast in the %s theme, in every view', async (colorScheme) => {
    const page = await open(server.signInUrl, { colorScheme });
    await message('fails');
    await server.deliver({ type: 'Message', event: {} });
    await message('contrast\u202e');
    const detail = await openRow(page, 'contrast');
    await detail.getByRole('region', { name: 'Raw delivery' }).waitFor();
    expect(await page.evaluate(findLowContrast)).toEqual([]);
    await openRow(page, 'fails');
    await detail.getByRole('region', { name: 'Stack of Error' }).waitFor();
    expect(await page.evaluate(findLowContrast)).toEqual([]);
    for (const view of VIEWS) {
      await openView(page, view);
      expect(await page.evaluate(findLowContrast), view).toEqual([]);
    }
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Token').waitFor();
    expect(await page.evaluate(findLowContrast), 'sign-in').toEqual([]);
  });

  it('keeps the theme that a person chose', async () => {
    const page = await open(server.signInUrl, { colorScheme: 'light' });
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await background();
    await page.getByRole('button', { name: 'Use the dark theme' }).click();
    const dark = await background();
    expect(dark).not.toBe(light);
    await page.reload();
    await page.getByRole('button', { name: 'Use the light theme' }).waitFor();
    expect(await background()).toBe(dark);
  });

  it('has a policy that stops scripts in the content of a message and requests to other servers', async () => {
    const page = await open(server.signInUrl, { expectedErrors: /Content Security Policy|TrustedHTML/ });
    const stopped = await page.evaluate(async () => {
      const element = document.createElement('div');
      const assign = (): string => {
        try {
          element.innerHTML = '<b>HTML</b>';
          return 'parsed';
        } catch (error) {
          return String(error);
        }
      };
      const request = fetch('http://127.0.0.1:9/').then(
        () => 'sent',
        (error) => String(error),
      );
      return [assign(), await request, String(document.querySelectorAll('script:not([src])').length)];
    });
    expect(stopped).toEqual([expect.stringContaining('TrustedHTML'), 'TypeError: Failed to fetch', '0']);
  });

  it('shows each event of an interruption once after it reconnected', async () => {
    const proxy = await createCuttableProxy(server.url);
    const page = await open(server.signInUrl.replace(new URL(server.url).origin, new URL(proxy.url).origin));
    await message('before');
    await row(page, 'before').waitFor();
    proxy.cut();
    await page.getByText('Reconnecting').waitFor();
    await message('meanwhile');
    proxy.restore();
    await row(page, 'meanwhile').waitFor();
    await message('after');
    await row(page, 'after').waitFor();
    await expect
      .poll(() => rows(page).locator('.summary').allTextContents())
      .toEqual(['Ana: after', 'Ana: meanwhile', 'Ana: before']);
    proxy.close();
  });
});

describeInBrowser('a list of ten thousand events', (open) => {
  it('has few rows in the document, scrolls to its end, searches, and does not move the rows that a person reads', async () => {
    const server = await startPage({ inspector: { limit: { events: 10_000, bytes: 1e9 } } });
    const payload = samplePayload('Message', { text: 'event number 0', messageId: '3EB0TEMPLATE' });
    const text = JSON.stringify(payload);
    for (let number = 1; number <= 10_000; number++) {
      const body = text
        .replaceAll('event number 0', `event number ${number}`)
        .replaceAll('3EB0TEMPLATE', `3EB0${number}`);
      await server.receive(body);
    }
    const page = await open(server.signInUrl);
    await page.locator('.count', { hasText: '10,000 events' }).waitFor();
    expect(await rows(page).count()).toBeLessThan(100);
    const list = page.getByRole('listbox');
    await list.focus();
    await page.keyboard.press('End');
    await row(page, /event number 1$/)
      .or(row(page, 'event number 1 '))
      .first()
      .waitFor();
    expect(await rows(page).count()).toBeLessThan(100);
    expect(await rows(page).last().getAttribute('aria-posinset')).toBe('10000');
    await page.keyboard.press('Home');
    await row(page, 'event number 10000').waitFor();
    // Frames while the list scrolls through all of its rows, by about two hundred pixels a frame.
    const drawn = await list.evaluate(async (element) => {
      const blank: number[] = [];
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const step = element.scrollHeight / 200;
      for (let top = 0; top < element.scrollHeight; top += step) {
        element.scrollTop = top;
        await frame();
        await frame();
        const { top: y, height } = element.getBoundingClientRect();
        const middle = document.elementFromPoint(innerWidth / 2, y + height / 2);
        if (!middle?.closest('.row')) blank.push(top);
      }
      return blank;
    });
    expect(drawn).toEqual([]);
    // A new event does not move the rows that a person reads.
    await list.evaluate((element) => {
      element.scrollTop = 100_000;
    });
    const visible = () =>
      list.evaluate((element) => {
        const { top } = element.getBoundingClientRect();
        return document.elementFromPoint(innerWidth / 2, top + 100)?.closest('.row')?.id;
      });
    await expect.poll(visible).toBeTruthy();
    const before = await visible();
    await server.receive(text.replaceAll('3EB0TEMPLATE', '3EB0NEW'));
    await page.locator('.dropped', { hasText: '1 older dropped' }).waitFor();
    expect(await visible()).toBe(before);
    await page.getByRole('searchbox').fill('number 4711');
    await page.locator('.count', { hasText: '1 of 10,000 events' }).waitFor();
    await server.close();
  }, 180_000);
});
