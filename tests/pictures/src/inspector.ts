import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { samplePayload } from '@vzaps/testing';
import type { Browser } from 'playwright-core';
import type { Shop } from './shop.ts';
import { listPayloads } from './traffic.ts';

/** Customers do not write all at once. */
const PAUSE_MS = 700;

/** Writes inspector-light.png and inspector-dark.png: the list with an event that is open. */
export async function takeInspector(
  browser: Browser,
  { fake, instanceId, webhookUrl, inspectorUrl }: Shop,
): Promise<void> {
  const payloads = listPayloads();
  for (const payload of payloads) {
    await fake.deliver(instanceId, payload);
    await sleep(PAUSE_MS);
  }
  await fake.deliver(instanceId, payloads[0]);
  // This sender knows the URL, but not its signature.
  const url = `${webhookUrl}?vzaps_instance=${instanceId}&vzaps_generation=0&vzaps_signature=v1.unknown`;
  await fake.deliver(instanceId, samplePayload('Message'), { url });
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({
      colorScheme,
      viewport: { width: 1280, height: 680 },
    });
    const page = await context.newPage();
    await page.goto(inspectorUrl);
    await page.getByRole('option').filter({ hasText: 'Can you deliver on Monday?' }).click();
    await page.getByRole('region', { name: 'Raw delivery' }).waitFor();
    await page.getByRole('heading', { level: 2 }).hover();
    const path = fileURLToPath(new URL(`../../../docs/pictures/inspector-${colorScheme}.png`, import.meta.url));
    await page.screenshot({ path });
    await context.close();
  }
}
