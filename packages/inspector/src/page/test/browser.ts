import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const isMissing = !existsSync(executablePath);

if (isMissing) {
  const solution = `There is no Chromium at ${executablePath}. Run apt-get install chromium, or set CHROMIUM to its path.`;
  if (process.env.CI) throw new Error(solution);
  process.stderr.write(`The tests in a browser are skipped. ${solution}\n`);
}

export interface OpenOptions extends BrowserContextOptions {
  /** Errors of the browser that the test provokes. */
  expectedErrors?: RegExp;
}

export type OpenPage = (url: string, options?: OpenOptions) => Promise<Page>;

/** An error that the browser reports for each answer of the server with a status of 4xx. */
const FAILED_REQUEST = /^Failed to load resource/;

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/**
 * Tests in headless Chromium. `open` opens a page in a new browser context. An error of a script, a dialog and a violation
 * of the content security policy fail the test.
 */
export function describeInBrowser(name: string, body: (open: OpenPage) => void): void {
  describe.skipIf(isMissing)(name, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterAll(() => browser.close());

    body(async (url, { expectedErrors = FAILED_REQUEST, ...options } = {}) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', ({ message }) => errors.push(message));
      page.on('console', (message) => {
        const text = message.text();
        if (message.type() === 'error' && !FAILED_REQUEST.test(text) && !expectedErrors.test(text)) errors.push(text);
      });
      page.on('dialog', (dialog) => {
        errors.push(`a dialog: ${dialog.message()}`);
        dialog.dismiss();
      });
      onTestFinished(async () => {
        await context.close();
        if (errors.length > 0) throw new Error(`The page has errors: ${errors.join('; ')}`);
      });
      await page.goto(url);
      await page.getByText('Live', { exact: true }).waitFor();
      return page;
    });
  });
}
