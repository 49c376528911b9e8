import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const missing = !existsSync(executablePath);

if (missing) {
  const cure = `There is no Chromium at ${executablePath}: apt-get install chromium, or set CHROMIUM to one.`;
  if (process.env.CI) throw new Error(cure);
  console.warn(`The tests in a browser are left out. ${cure}`);
}

export type Open = (url: string, options?: BrowserContextOptions) => Promise<Page>;

/** Tests in headless Chromium. `open` opens a page that has not been there before; errors of its scripts throw. */
export function describeInBrowser(name: string, body: (open: Open) => void): void {
  describe.skipIf(missing)(name, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    });
    afterAll(() => browser.close());

    body(async (url, options = {}) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', ({ message }) => errors.push(message));
      page.on('dialog', (dialog) => {
        errors.push(`a dialog: ${dialog.message()}`);
        dialog.dismiss();
      });
      onTestFinished(async () => {
        await context.close();
        if (errors.length > 0) throw new Error(`The page failed: ${errors.join('; ')}`);
      });
      await page.goto(url);
      await page.getByText('Live', { exact: true }).waitFor();
      return page;
    });
  });
}
