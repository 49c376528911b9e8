import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { VZapsClient } from '@vzaps/core/client';
import { createFakeVZaps } from '@vzaps/testing';
import { describe, expect, it, vi } from 'vitest';
import { startApplication } from './application.ts';
import { runTour } from './run-tour.ts';
import { startBundledDemo, startDemo, widestLine } from './test/start-demo.ts';
import { tourExpress } from './tours/express.ts';

describe('pnpm demo', () => {
  it('shows most outcomes of a delivery in 80 columns, says what to do next, and ends with 0', async () => {
    const demo = startDemo([]);
    expect(await demo.exited, demo.output()).toBe(0);
    const output = demo.output();
    const row = (label: string) => output.split('\n').find((line) => line.startsWith(label)) ?? '';
    expect(row('a connection event')).toMatch(/yes +Connected +handled +200 +\d+$/);
    expect(row('a text ')).toMatch(/yes +…\d{4}: "ping" +handled +200/);
    expect(row('the same text again')).toMatch(/duplicate +200/);
    expect(row('an image')).toMatch(/image, "Our new shop" +handled +200/);
    expect(row('a receipt')).toMatch(/1 message +handled +200/);
    expect(row('a partial copy')).toMatch(/hidden number: .+superseded +200/);
    expect(row('its complete copy')).toMatch(/…\d{4}: .+ handled +200/);
    expect(row('a forged text')).toMatch(/no +\(not read\) +refused +401/);
    expect(row('a text, VZaps down')).toMatch(/failed +500/);
    expect(output).toMatch(
      /searchLogs.+1 failed[\s\S]+getLog.+failed, 1 attempt \(500\)[\s\S]+retryLog.+success, 2 attempts \(500, 200\)/,
    );
    expect(output).toMatch(/Everything was as it should be\.\n\nNext:\n {2}npx -y pnpm@[\d.]+ demo nestjs/);
    expect(output).not.toContain('vzaps_signature');
    expect(widestLine(output)).toBeLessThanOrEqual(80);
  });

  it('runs apps/hono, prints the address of the page with --open, delivers events, and removes its files on SIGTERM', async () => {
    const demo = startBundledDemo(['hono', '--open']);
    const [, url = ''] = (await demo.prints(/Open (http\S+) in a browser/)) ?? [];
    expect(demo.output()).toMatch(
      /GET \/inspector\/api\/events\n +→ +Message handled\n +→ +Message duplicate[\s\S]+\(not read\) refused/,
    );
    expect(demo.output()).toMatch(/a forged text +no +\(not read\) +refused +401/);
    expect(demo.output()).toContain('Everything was as it should be.');
    // The line with the address of the page is longer.
    expect(widestLine(demo.output().replace(/^Open .*/m, ''))).toBeLessThanOrEqual(80);
    const page = await fetch(url);
    expect(page.status).toBe(200);
    const { origin } = new URL(url);
    const cookie = page.headers.getSetCookie().join('; ').replace(/;.*/, '');
    const headers = { cookie, 'x-vzaps-inspector': '1' };
    const readEvents = async () => (await fetch(`${origin}/inspector/api/events`, { headers })).text();
    await vi.waitUntil(async () => (await readEvents()).includes('Message 3'), { timeout: 50_000, interval: 200 });
    demo.kill('SIGTERM');
    expect(await demo.exited).toBe(143);
    await expect(fetch(origin)).rejects.toThrow();
    expect(demo.folders()).toEqual([]);
  });

  it('ends the application and removes its files if it is interrupted while the application starts', async () => {
    const demo = startBundledDemo(['express']);
    await demo.prints('apps/express starts');
    demo.kill('SIGINT');
    expect(await demo.exited).toBe(130);
    expect(demo.output()).not.toContain('A step failed');
    expect(demo.folders()).toEqual([]);
  });

  it('removes its files if the reader of its output ends, such as head', async () => {
    const demo = startBundledDemo(['express']);
    await demo.prints('apps/express starts');
    demo.stdout.destroy();
    await demo.exited;
    expect(demo.folders()).toEqual([]);
  });

  it('names the examples if there is no example of that name', async () => {
    const demo = startBundledDemo(['rails']);
    expect(await demo.exited).toBe(1);
    expect(demo.output()).toContain("There is no example 'rails'. Choose one of: express, nestjs, hono.");
  });

  it('prints the required version of Node and ends with 1, if Node is older', async () => {
    const oldNode = 'Object.defineProperty(process.versions, "node", { value: "18.20.8" })';
    const demo = startDemo([], ['--import', `data:text/javascript,${encodeURIComponent(oldNode)}`]);
    expect(await demo.exited).toBe(1);
    expect(demo.output()).toMatch(
      /^The demo needs Node 20\.19 or newer, and this is Node 18\.20\.8\.\nInstall a newer/,
    );
  });
});

it('startApplication() rejects with the output of an application that ends at its start', async () => {
  await expect(startApplication('express', { WEBHOOK_SECRET: 'short', VZAPS_INSTANCE_ID: '' })).rejects.toThrow(
    /apps\/express ended\. It printed:\n[\s\S]+VZAPS_INSTANCE_ID is missing[\s\S]+WEBHOOK_SECRET is wrong/,
  );
});

it('runTour() rejects at the first unexpected outcome', async () => {
  const fake = await createFakeVZaps();
  const wrong = createServer((_req, res) => res.end('{"outcome":"unhandled"}')).listen(0, '127.0.0.1');
  await once(wrong, 'listening');
  const [{ id: instanceId }] = fake.instances;
  const client = new VZapsClient({ baseUrl: fake.url, clientToken: fake.clientToken, clientSecret: fake.clientSecret });
  const webhookURL = `http://127.0.0.1:${(wrong.address() as AddressInfo).port}/`;
  await client.webhooks.set({ instanceId, webhookURL, events: ['Connected'] });
  await expect(runTour(fake, tourExpress)).rejects.toThrow(
    'a connection event: expected handled (200), got unhandled (200).',
  );
  wrong.close();
  await client.close();
  await fake.close();
});
