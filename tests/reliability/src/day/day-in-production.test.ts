import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRecovery, replayDeliveries, VZapsClient } from '@vzaps/core/client';
import { claimKeyOf, createUrlSigner } from '@vzaps/core/webhooks';
import { redisInbox, redisStore } from '@vzaps/redis';
import { createFakeVZaps, deliver, samplePayload } from '@vzaps/testing';
import { isRedisInstalled } from 'redis-test-server';
import { findFreePort } from 'test-programs';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type ChildProcess, startProcess } from '../deployment/child-process.ts';
import { printResults } from '../print-results.ts';
import { bySize } from '../size.ts';
import { startRedis } from '../start-redis.ts';
import { createTemporaryFolder } from '../temporary-folder.ts';
import type { DayConfig } from './day-config.ts';
import { isNginxInstalled, readNginxLines, startNginx } from './nginx.ts';

const GUIDE = new URL('../../../../docs/guides/going-to-production.md', import.meta.url);
const HOUR = 3_600_000;
const CHATS = 20;
// The number of messages in a step, and of messages that arrive while the application has a bug.
const USUAL = bySize(40, 600);
const BUGGY = bySize(120, 300);
const OLD_SECRET = 'a public secret of the day, before it changed';
const NEW_SECRET = 'a public secret of the day, after it changed';

const isInstalled = isRedisInstalled() && isNginxInstalled();
if (!isInstalled) {
  process.stdout.write(
    '\n[reliability] The day in production is skipped. `apt-get install redis-server nginx` installs what it needs.\n',
  );
}

/** Moves the clock of this process, in which VZaps and the recovery run. Timers run as usual. */
function passHours(hours: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * HOUR });
}
afterEach(() => {
  vi.useRealTimers();
});

describe.skipIf(!process.env.CI && !isInstalled)('A day in production', () => {
  it('loses no message, handles none twice, and keeps the order of each conversation', async () => {
    const folder = await createTemporaryFolder();
    const file = join(folder, 'handled.log');
    await writeFile(file, '');
    const redisServer = await startRedis();
    const redis = redisServer.connect();
    const fake = await createFakeVZaps();
    const [{ id: instanceId }] = fake.instances;
    const { clientToken, clientSecret } = fake;
    const vzaps = new VZapsClient({ baseUrl: fake.url, clientToken, clientSecret, retry: { attempts: 1 } });
    onTestFinished(async () => {
      await vzaps.close();
      await fake.close();
    });

    // The application: up to three processes behind nginx, which has the lines of the guide.
    const webPort = await findFreePort();
    const ports = [await findFreePort(), await findFreePort(), await findFreePort()];
    await startNginx(
      await mkdtemp(join(folder, 'nginx-')),
      webPort,
      ports,
      readNginxLines(readFileSync(GUIDE, 'utf8')),
    );
    const base = { redisPort: redisServer.port, file, secrets: [OLD_SECRET], generation: 0, inbox: false };
    const running = new Map<number, ChildProcess>();
    onTestFinished(async () => {
      for (const child of running.values()) await child.kill();
    });
    const stop = async (port: number): Promise<void> => {
      await running.get(port)?.end();
      running.delete(port);
    };
    const deploy = async (config: Partial<DayConfig> = {}, count = 1): Promise<void> => {
      for (const port of ports.slice(0, count)) {
        await stop(port);
        running.set(port, await startProcess('day/app.main', { ...base, ...config, port } satisfies DayConfig));
      }
    };

    // VZaps: people write in twenty conversations. VZaps delivers a conversation one message after the other.
    let sent = 0;
    const statuses = new Map<string, number>();
    const people = async (count: number): Promise<void> => {
      const first = sent;
      sent += count;
      await Promise.all(
        Array.from({ length: CHATS }, async (_, chat) => {
          for (let n = first + chat; n < first + count; n += CHATS) {
            const payload = samplePayload('Message', {
              phone: `55119${String(chat).padStart(8, '0')}`,
              text: String(n),
            });
            const { status } = await fake.deliver(instanceId, payload, { timeoutMs: 30_000 });
            statuses.set(status, (statuses.get(status) ?? 0) + 1);
          }
        }),
      );
    };
    const takeStatuses = () => {
      const taken = Object.fromEntries(statuses);
      statuses.clear();
      return taken;
    };

    const url = `http://127.0.0.1:${webPort}/webhooks/vzaps`;
    const register = (secret: string, generation: number) =>
      vzaps.webhooks.set({
        instanceId,
        webhookURL: createUrlSigner({ secret }).sign(url, { instanceId, generation }),
        events: ['Message'],
      });
    const recovery = createRecovery({ client: vzaps, instanceIds: [instanceId] });
    const inbox = redisInbox({ connection: redis });
    onTestFinished(() => inbox.close());
    const store = redisStore(redis);

    // The first deployment handles each message.
    await deploy();
    await register(OLD_SECRET, 0);
    await people(USUAL);
    expect(takeStatuses()).toEqual({ success: USUAL });

    // VZaps cannot be reached for an hour. The recovery fails meanwhile, and the application stays ready. Then VZaps delivers.
    fake.fault({ status: 503, times: 2 });
    await expect(recovery.run()).rejects.toThrow();
    expect((await fetch(`http://127.0.0.1:${ports[0]}/readyz`)).status).toBe(200);
    passHours(1);
    await expect(recovery.run()).rejects.toThrow();
    await people(USUAL);
    expect(takeStatuses()).toEqual({ success: USUAL });

    // The application does not run for an hour. One call brings back what came meanwhile.
    await stop(ports[0] as number);
    await people(USUAL);
    expect(takeStatuses()).toEqual({ failed: USUAL });
    passHours(1);
    await deploy();
    expect(await recovery.run()).toEqual({ total: USUAL, retried: USUAL, succeeded: USUAL, failed: 0, givenUp: [] });

    // A bug fails messages. One call brings them back after the fix.
    await deploy({ bug: 'throws' });
    await people(BUGGY);
    expect(takeStatuses()).toEqual({ failed: BUGGY });
    await deploy();
    passHours(1);
    expect(await recovery.run()).toMatchObject({ total: BUGGY, succeeded: BUGGY, givenUp: [] });

    // A bug ignores messages without an error: they are answered 200. One call replays them after the fix.
    const bugBegan = new Date();
    await deploy({ bug: 'ignores' });
    await people(BUGGY);
    expect(takeStatuses()).toEqual({ success: BUGGY });
    expect(await recovery.run()).toMatchObject({ total: 0 });
    await deploy();
    const replayed = await replayDeliveries({
      client: vzaps,
      instanceId,
      status: 'all',
      since: bugBegan,
      beforeRetry: ({ event }) => store.forget?.([claimKeyOf(event, { instanceId }) ?? '']),
    });
    expect(replayed).toEqual({ total: BUGGY, succeeded: BUGGY, failed: 0 });

    // The secret is rotated: both are accepted, the new URL is registered, and the old secret is removed.
    await deploy({ secrets: [NEW_SECRET, OLD_SECRET] });
    await people(USUAL / 2);
    await register(NEW_SECRET, 0);
    await people(USUAL / 2);
    await deploy({ secrets: [NEW_SECRET] });
    expect(takeStatuses()).toEqual({ success: USUAL });

    // The URL leaks. The next generation is registered, and the old one is refused.
    const leaked = createUrlSigner({ secret: NEW_SECRET }).sign(url, { instanceId });
    const forged = samplePayload('Message', { text: 'forged' });
    await register(NEW_SECRET, 1);
    await deploy({ secrets: [NEW_SECRET], generation: 1 });
    expect(await deliver(leaked, forged)).toMatchObject({ status: 401 });
    await people(USUAL);
    expect(takeStatuses()).toEqual({ success: USUAL });

    // One process becomes three, with an inbox.
    const grown = { secrets: [NEW_SECRET], generation: 1, inbox: true };
    await deploy(grown, 3);
    await people(USUAL);
    expect(takeStatuses()).toEqual({ success: USUAL });

    // A rolling deployment under load.
    await Promise.all([people(2 * USUAL), deploy(grown, 3)]);
    const underLoad = takeStatuses();
    passHours(1);
    await recovery.run();
    expect(await recovery.run()).toMatchObject({ total: 0, givenUp: [] });
    await vi.waitUntil(async () => {
      const { waiting, active, delayed } = await inbox.stats();
      return waiting + active + delayed === 0;
    }, 60_000);
    expect(await inbox.stats()).toMatchObject({ dead: 0 });

    // What was handled, in its order.
    const handled = (await readFile(file, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as [string, string]);
    const numbers = handled.map(([, text]) => Number(text));
    const lost = Array.from({ length: sent }, (_, n) => n).filter((n) => !numbers.includes(n));
    const repeated = numbers.filter((n, index) => numbers.indexOf(n) !== index);
    const last = new Map<string, number>();
    const outOfOrder = handled.filter(([chat, text]) => {
      const previous = last.get(chat) ?? -1;
      last.set(chat, Number(text));
      return Number(text) < previous;
    });
    printResults('a day in production', {
      messages: sent,
      lost: lost.length,
      repeated: repeated.length,
      'out of order': outOfOrder.length,
      'failed while deploying': underLoad.failed ?? 0,
    });
    expect({ lost, repeated, outOfOrder }).toEqual({ lost: [], repeated: [], outOfOrder: [] });
    // nginx asks the next process, so no delivery fails.
    expect(underLoad).toEqual({ success: 2 * USUAL });
  });
});
