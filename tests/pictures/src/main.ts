// Writes docs/pictures/*.png. It needs Chromium at /usr/bin/chromium, or its path in CHROMIUM.
import { chromium } from 'playwright-core';
import { takeInspector } from './inspector.ts';
import { takeListen } from './listen.ts';
import { startShop } from './shop.ts';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const shop = await startShop();
try {
  await takeInspector(browser, shop);
  await takeListen(browser, shop);
} finally {
  await browser.close();
  await shop.close();
}
