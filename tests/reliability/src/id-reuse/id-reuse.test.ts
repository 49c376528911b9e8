import { setTimeout as sleep } from 'node:timers/promises';
import { redisInbox } from '@vzaps/redis';
import { type Traffic, traffic } from 'event-traffic';
import fc from 'fast-check';
import { expect, it, onTestFinished, vi } from 'vitest';
import { type Deployment, type DeploymentOptions, startDeployment } from '../deployment/deployment.ts';
import { readEventLog } from '../event-log/read-log.ts';
import { printResults } from '../print-results.ts';
import { createSeededRandom } from '../seed.ts';
import { inParallel } from '../sending/in-parallel.ts';
import { bySize, isFullSize } from '../size.ts';
import { describeWithRedis, startRedis } from '../start-redis.ts';
import { createTrafficSender } from './send-traffic.ts';

// Each pair of instances has traffic of its own, with the same ids.
const PAIRS = bySize(1, 3);
const OCCURRENCES = bySize(150, 1_000);
const AT_ONCE = 24;
const SETTINGS = { marks: true, partialWaitMs: 100 };

/** Members of groups use each other's ids, chats of several instances have the same ids, and edits name their own id. */
function createTraffic(name: string): Traffic {
  const size = { minOccurrences: OCCURRENCES, maxOccurrences: OCCURRENCES };
  const seed = createSeededRandom(name).below(2 ** 31);
  const pairs = fc.sample(traffic(size), { seed, numRuns: PAIRS }).map(({ deliveries, expected }, pair) => ({
    deliveries: deliveries.map((each) => ({ ...each, instanceId: `${each.instanceId}P${pair}` })),
    expected: [...expected].map(([mark, count]) => [mark.replace(' ', `P${pair} `), count] as const),
  }));
  const longest = Math.max(...pairs.map(({ deliveries }) => deliveries.length));
  return {
    // The deliveries of the pairs alternate.
    deliveries: Array.from({ length: longest }, (_, at) => pairs.flatMap((pair) => pair.deliveries[at] ?? [])).flat(),
    expected: new Map(pairs.flatMap(({ expected }) => expected)),
  };
}

/** Sends every delivery until it is answered with 200. */
async function deliverTraffic(name: string, options: DeploymentOptions): Promise<[Traffic, Deployment]> {
  const each = createTraffic(name);
  const deployment = await startDeployment({ ...SETTINGS, ...options });
  const sender = await createTrafficSender(deployment.ports);
  await inParallel(AT_ONCE, each.deliveries, (delivery) => sender.send(delivery));
  sender.close();
  return [each, deployment];
}

async function compare(name: string, { deliveries, expected }: Traffic, deployment: Deployment): Promise<void> {
  const handled = new Map<string, number>();
  for (const { step, id } of await readEventLog(deployment.folder)) {
    if (step === 'done') handled.set(id, (handled.get(id) ?? 0) + 1);
  }
  const differences = [...new Set([...handled.keys(), ...expected.keys()])].flatMap((mark) => {
    const [actual, wanted] = [handled.get(mark) ?? 0, expected.get(mark) ?? 0];
    return actual === wanted ? [] : [{ mark, actual, wanted }];
  });
  const total = (counts: Iterable<number>): number => [...counts].reduce((sum, count) => sum + count, 0);
  printResults(name, {
    deliveries: deliveries.length,
    events: expected.size,
    handled: total(handled.values()),
    'dropped by mistake': differences.filter(({ actual, wanted }) => actual < wanted).length,
    repeated: differences.filter(({ actual, wanted }) => actual > wanted).length,
  });
  expect(expected.size).toBeGreaterThan(bySize(80, 1_000));
  expect(differences).toEqual([]);
  expect(await deployment.processErrors()).toEqual([]);
}

it.runIf(isFullSize)(
  'Each event that reuses the id of another event is handled once, and its redeliveries are dropped, with memoryStore',
  async () => {
    const name = 'id reuse with memory';
    const [each, deployment] = await deliverTraffic(name, { webs: 1 });
    await compare(name, each, deployment);
  },
);

describeWithRedis('Events that reuse the ids of other events', () => {
  it('are handled once each by two processes with redisStore, which drop redeliveries', async () => {
    const { port: redisPort } = await startRedis();
    const name = 'id reuse with redisStore';
    const [each, deployment] = await deliverTraffic(name, { webs: 2, redisPort });
    await compare(name, each, deployment);
  });

  it.runIf(isFullSize)('are handled once each by two workers with redisInbox, which drops redeliveries', async () => {
    const { port: redisPort, url } = await startRedis();
    const name = 'id reuse with redisInbox';
    const [each, deployment] = await deliverTraffic(name, { webs: 1, workers: 2, inbox: true, redisPort });
    const inbox = redisInbox({ connection: url, onWarning() {} });
    onTestFinished(() => inbox.close());
    const isEmpty = async (): Promise<boolean> => {
      const { waiting, active, delayed } = await inbox.stats();
      return waiting + active + delayed === 0;
    };
    await vi.waitUntil(() => isEmpty().catch(() => false), { timeout: 120_000, interval: 200 });
    await sleep(500);
    await compare(name, each, deployment);
  });
});
