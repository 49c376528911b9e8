import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const isMissing = !existsSync(executablePath);

if (isMissing) {
  const solution = `There is no Chromium at ${executablePath}. Run apt-get install chromium, or set CHROMIUM to its path.`;
  if (process.env.CI) throw new Error(solution);
  console.warn(`The tests in a browser are skipped. ${solution}`);
}

export type OpenPage = (url: string, options?: BrowserContextOptions) => Promise<Page>;

/** Tests in headless Chromium. `open` opens a page in a new browser context. Errors of its scripts fail the test. */
export function describeInBrowser(name: string, body: (open: OpenPage) => void): void {
  describe.skipIf(isMissing)(name, () => {
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
        if (errors.length > 0) throw new Error(`The page has errors: ${errors.join('; ')}`);
      });
      await page.goto(url);
      await page.getByText('Live', { exact: true }).waitFor();
      return page;
    });
  });
}
