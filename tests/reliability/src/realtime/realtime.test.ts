import { setTimeout as sleep } from 'node:timers/promises';
import { createUrlSigner } from '@vzaps/core/webhooks';
import { createFakeVZaps, samplePayload } from '@vzaps/testing';
import { findFreePort } from 'test-programs';
import { expect, it, onTestFinished, vi } from 'vitest';
import { type ChildProcess, startProcess } from '../deployment/child-process.ts';
import { SECRET } from '../deployment/deployment-config.ts';
import { checkEventLog } from '../event-log/check-log.ts';
import { readEventLog } from '../event-log/read-log.ts';
import { postRequest } from '../http/connection.ts';
import { createSteadyClient } from '../http/steady-client.ts';
import { printResults } from '../print-results.ts';
import { NO_FINDINGS } from '../run-scenario.ts';
import { createSeededRandom } from '../seed.ts';
import { PATH } from '../servers/server-config.ts';
import { bySize } from '../size.ts';
import { describeWithRedis, startRedis } from '../start-redis.ts';
import { createTemporaryFolder } from '../temporary-folder.ts';
import { planRealtime, type RealtimeEvent } from './plan-realtime.ts';
import type { RealtimeConfig } from './realtime-config.ts';

const EVENTS = bySize(300, 20_000);
const CONVERSATIONS = bySize(20, 100);
const KILLS = bySize(1, 4);
const DROPS = bySize(3, 20);

const signer = createUrlSigner({ secret: SECRET });

describeWithRedis(`${EVENTS} messages and receipts by realtime, and most of them by webhook too`, () => {
  it('are handled once and in order, while connections drop, events come again and the process is killed', async () => {
    const random = createSeededRandom('realtime');
    const { port: redisPort } = await startRedis();
    const fake = await createFakeVZaps({ instances: 2 });
    onTestFinished(() => fake.close());
    const instances = fake.instances.map(({ id }) => id);
    const folder = await createTemporaryFolder();
    const { url: baseUrl, realtimeUrl, clientToken, clientSecret } = fake;
    const settings = { folder, redisPort, baseUrl, realtimeUrl, clientToken, clientSecret, instances: fake.instances };
    const start = (port: number): Promise<ChildProcess> =>
      startProcess('realtime/realtime.main', { ...settings, port } satisfies RealtimeConfig);
    let child = await start(await findFreePort());
    onTestFinished(() => child.kill());
    const port = child.ready as number;

    const conversations = planRealtime(random, instances, { events: EVENTS, conversations: CONVERSATIONS });
    const events = conversations.flat();
    const statuses: Record<number, number> = {};
    let delivered = 0;
    const acknowledged = new Set<string>();
    const readAcknowledged = instances.map((instance) => {
      let read = 0;
      return () => {
        const ids = fake.realtime.acked(instance);
        for (; read < ids.length; read += 1) acknowledged.add(ids[read] as string);
      };
    });

    async function deliver({ planned, kind, by }: RealtimeEvent, post: (body: string) => Promise<void>): Promise<void> {
      const { instance, phone } = planned.conversation;
      const { messageId } = planned;
      const payload =
        kind === 'Message'
          ? samplePayload('Message', { phone, messageId, text: 'olá' })
          : samplePayload('ReadReceipt', { phone, messageIds: [messageId] });
      const eventId = by === 'webhook' ? undefined : fake.realtime.emit(instance, payload);
      if (by !== 'realtime') await post(JSON.stringify(payload));
      else while (eventId !== undefined && !acknowledged.has(eventId)) await sleep(2);
      delivered += 1;
    }
    async function runConversation(list: readonly RealtimeEvent[]): Promise<void> {
      const client = createSteadyClient(port, (status) => {
        statuses[status] = (statuses[status] ?? 0) + 1;
      });
      const { instance } = (list[0] as RealtimeEvent).planned.conversation;
      const { pathname, search } = new URL(signer.sign(`http://x${PATH}`, { instanceId: instance }));
      for (const event of list) await deliver(event, (body) => client.deliver(postRequest(pathname + search, body)));
      client.close();
    }
    const waitForShare = async (share: number): Promise<void> => {
      while (delivered < events.length * share) await sleep(1);
    };
    const killed = new Set<number>();
    async function killProcess(): Promise<void> {
      for (let kill = 1; kill <= KILLS; kill += 1) {
        await waitForShare(kill / (KILLS + 1));
        killed.add(child.pid);
        await child.kill();
        child = await start(port);
      }
    }
    async function dropConnections(): Promise<void> {
      for (let drop = 1; drop <= DROPS; drop += 1) {
        await waitForShare(drop / (DROPS + 2));
        fake.realtime.drop(random.chance(0.5) ? {} : { code: 1001, reason: 'going away' });
        for (const instance of instances) fake.realtime.redeliver(instance);
      }
    }
    const reading = setInterval(() => {
      for (const read of readAcknowledged) read();
    }, 2);
    onTestFinished(() => clearInterval(reading));
    // VZaps sends an event again if a dropped connection lost its acknowledgement.
    const repeating = setInterval(() => {
      for (const instance of instances) fake.realtime.redeliver(instance);
    }, 1_000);
    onTestFinished(() => clearInterval(repeating));
    const startedAt = performance.now();
    await Promise.all([...conversations.map(runConversation), killProcess(), dropConnections()]);
    const unacked = (): number => instances.reduce((sum, each) => sum + fake.realtime.unacked(each).length, 0);
    await vi.waitUntil(() => unacked() === 0, { timeout: 60_000, interval: 100 });

    const log = await readEventLog(folder);
    const planned = events.map((event) => event.planned);
    const findings = checkEventLog({ events: planned, log, exclusive: 'one process', killed });
    printResults('realtime and webhooks', {
      events: events.length,
      'by both': events.filter(({ by }) => by === 'both').length,
      connections: fake.realtime.connections.length,
      acknowledged: acknowledged.size,
      killed: killed.size,
      lost: findings.lost.length,
      repeated: findings.repeated.length,
      'allowed repeats': findings.allowedRepeats.length,
      'out of order': findings.outOfOrder.length,
      overlapping: findings.overlapping.length,
      ...Object.fromEntries(Object.entries(statuses).map(([status, times]) => [`answered ${status}`, times])),
      seconds: (performance.now() - startedAt) / 1_000,
    });
    // A process that is killed between a handler's effect and `complete` leads to a repeat.
    expect({ ...findings, allowedRepeats: [] }).toEqual(NO_FINDINGS);
    expect(fake.realtime.connections.length).toBeGreaterThan(DROPS / 2);
    expect(await child.ask({})).toEqual([]);
  });
});
