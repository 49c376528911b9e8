import { expect, it } from 'vitest';
import { describeWithRedis, startRedis } from './redis/redis-server.ts';
import { type Course, NOTHING, runTraffic } from './run-traffic.ts';

const TRAFFIC = {
  deliveries: 4_000,
  conversations: 200,
  works: [0, 2, 10],
  // Also how long what a killed process held is blocked.
  handlerTimeoutMs: 4_000,
};

/** What was running is handled again. */
const EXCUSED = { excused: [] };

/** Kills these, one after the other, at random moments in the middle of the traffic. */
const killing =
  (victims: readonly ('web' | 'worker')[], count: { web: number; worker: number }) =>
  async ({ site, random, reached }: Course): Promise<void> => {
    const moments = victims.map(() => 0.1 + 0.8 * random.next()).sort((one, other) => one - other);
    for (const [index, victim] of random.shuffle(victims).entries()) {
      await reached(moments[index] as number);
      await site.replace(victim, random.below(count[victim]));
    }
  };

describeWithRedis('kill -9 in the middle, five times', () => {
  it('loses nothing that was answered with 2xx, and handles again only what was running: web processes and redisStore', async () => {
    const { port: redisPort } = await startRedis();
    const victims = ['web', 'web', 'web', 'web', 'web'] as const;
    const meanwhile = killing(victims, { web: 2, worker: 0 });
    const run = { name: 'kill -9 with redisStore', ...TRAFFIC, webs: 2, redisPort, meanwhile };
    const { found, trouble } = await runTraffic(run);
    expect({ ...found, ...EXCUSED }).toEqual(NOTHING);
    expect(trouble).toEqual([]);
  });

  it('loses nothing that was answered with 2xx, and handles again only what was running: workers, web and redisInbox', async () => {
    const { port: redisPort } = await startRedis();
    const victims = ['worker', 'worker', 'worker', 'web', 'web'] as const;
    const meanwhile = killing(victims, { web: 1, worker: 3 });
    const site = { webs: 1, workers: 3, inbox: true, redisPort };
    const { found, trouble } = await runTraffic({ name: 'kill -9 with redisInbox', ...TRAFFIC, ...site, meanwhile });
    expect({ ...found, ...EXCUSED }).toEqual(NOTHING);
    expect(trouble).toEqual([]);
  });
});

describeWithRedis('workers that stand still for longer than their lease, five times', () => {
  it('loses nothing when they go on: redisInbox', async () => {
    const { port: redisPort } = await startRedis();
    const handlerTimeoutMs = 1_500;
    const meanwhile = async ({ site, random, reached }: Course): Promise<void> => {
      for (const part of [0.1, 0.25, 0.4, 0.55, 0.7]) {
        await reached(part + 0.1 * random.next());
        // It goes on when others have taken over, or are about to.
        await site.freeze('worker', random.below(3), (1.2 + 0.8 * random.next()) * handlerTimeoutMs);
      }
    };
    // Few conversations and slow handlers: who goes on finds others in the middle of what it had.
    const traffic = { ...TRAFFIC, handlerTimeoutMs, conversations: 60, works: [10, 30] };
    const site = { webs: 1, workers: 3, inbox: true, redisPort, meanwhile };
    const { found, trouble } = await runTraffic({ name: 'frozen workers with redisInbox', ...traffic, ...site });
    expect({ ...found, ...EXCUSED }).toEqual(NOTHING);
    expect(trouble).toEqual([]);
  });
});
