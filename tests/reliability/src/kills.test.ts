import { expect, it } from 'vitest';
import { NO_FINDINGS, type RunControls, runScenario } from './run-scenario.ts';
import { bySize } from './size.ts';
import { describeWithRedis, startRedis } from './start-redis.ts';

const TRAFFIC = {
  deliveries: bySize(400, 4_000),
  conversations: bySize(80, 200),
  works: [0, 2, 10],
  // The events of a killed process are blocked for this time as well.
  handlerTimeoutMs: bySize(2_000, 4_000),
};

/** Events that a process was handling when it was killed or paused may be handled again. */
const REPEATS_ALLOWED = { allowedRepeats: [] };

/** Kills these processes, one after the other, at random moments of the traffic. */
const kill =
  (kinds: readonly ('web' | 'worker')[], count: { web: number; worker: number }) =>
  async ({ deployment, random, waitForShare }: RunControls): Promise<void> => {
    const moments = kinds.map(() => 0.1 + 0.8 * random.next()).sort((one, other) => one - other);
    for (const [index, kind] of random.shuffle(kinds).entries()) {
      await waitForShare(moments[index] as number);
      await deployment.replace(kind, random.below(count[kind]));
    }
  };

describeWithRedis('SIGKILL of processes during the traffic', () => {
  it('loses no event that web processes with redisStore answered with 2xx, and repeats only interrupted ones', async () => {
    const { port: redisPort } = await startRedis();
    const disturb = kill(
      bySize(
        ['web', 'web'],
        Array.from({ length: 5 }, () => 'web' as const),
      ),
      { web: 2, worker: 0 },
    );
    const scenario = { name: 'SIGKILL with redisStore', ...TRAFFIC, webs: 2, redisPort, disturb };
    const { findings, processErrors } = await runScenario(scenario);
    expect({ ...findings, ...REPEATS_ALLOWED }).toEqual(NO_FINDINGS);
    expect(processErrors).toEqual([]);
  });

  it('loses no event that was stored in redisInbox and answered with 2xx, and repeats only interrupted ones', async () => {
    const { port: redisPort } = await startRedis();
    const kinds = bySize(['worker', 'web'] as const, ['worker', 'worker', 'worker', 'web', 'web'] as const);
    const deployment = { webs: 1, workers: bySize(2, 3), inbox: true, redisPort };
    const disturb = kill(kinds, { web: 1, worker: deployment.workers });
    const scenario = { name: 'SIGKILL with redisInbox', ...TRAFFIC, ...deployment, disturb };
    const { findings, processErrors } = await runScenario(scenario);
    expect({ ...findings, ...REPEATS_ALLOWED }).toEqual(NO_FINDINGS);
    expect(processErrors).toEqual([]);
  });
});

describeWithRedis('Workers that are paused for longer than their lease', () => {
  it('lose no event when they continue', async () => {
    const { port: redisPort } = await startRedis();
    const handlerTimeoutMs = 1_500;
    const workers = bySize(2, 3);
    const disturb = async ({ deployment, random, waitForShare }: RunControls): Promise<void> => {
      for (const share of bySize([0.1, 0.5], [0.1, 0.25, 0.4, 0.55, 0.7])) {
        await waitForShare(share + 0.1 * random.next());
        // The worker continues when others have taken over, or are about to.
        await deployment.pause('worker', random.below(workers), (1.2 + 0.8 * random.next()) * handlerTimeoutMs);
      }
    };
    // With few conversations and slow handlers, the paused worker finds that others have taken over its conversations.
    const traffic = { ...TRAFFIC, handlerTimeoutMs, conversations: bySize(20, 60), works: [10, 30] };
    const deployment = { webs: 1, workers, inbox: true, redisPort, disturb };
    const { findings, processErrors } = await runScenario({
      name: 'paused workers with redisInbox',
      ...traffic,
      ...deployment,
    });
    expect({ ...findings, ...REPEATS_ALLOWED }).toEqual(NO_FINDINGS);
    expect(processErrors).toEqual([]);
  });
});
