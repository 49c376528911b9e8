import { redisInbox } from '@vzaps/redis';
import { expect, it, onTestFinished, vi } from 'vitest';
import { printResults } from '../print-results.ts';
import { NO_FINDINGS, type RunControls, runScenario } from '../run-scenario.ts';
import { bySize } from '../size.ts';
import { describeWithRedis, startRedis } from '../start-redis.ts';
import { findNotAlone } from './find-not-alone.ts';

const KILLING = bySize(1, 5);
// An event that fails once is handled at the second attempt.
const ATTEMPTS = 2;

const SCENARIO = {
  name: 'events that kill their worker',
  deliveries: bySize(120, 3_000),
  conversations: bySize(40, 200),
  killing: KILLING,
  works: [10, 30],
  webs: 1,
  workers: bySize(1, 3),
  restartWorkers: true,
  inbox: true,
  attempts: ATTEMPTS,
  // The lease of a worker has the same length.
  handlerTimeoutMs: bySize(2_000, 3_000),
};

describeWithRedis(`Events whose handler kills the worker (${KILLING})`, () => {
  it('run alone after a crash, are the only dead letters, and cost no other event an attempt', async () => {
    const { port, url } = await startRedis();
    const inbox = redisInbox({ connection: url, onWarning() {} });
    onTestFinished(() => inbox.close());
    let killed: ReadonlySet<number> = new Set();
    const disturb = async ({ deployment }: RunControls): Promise<void> => {
      killed = deployment.killed;
      const countDead = (): Promise<number> => inbox.stats().then(({ dead }) => dead, Number);
      await vi.waitUntil(async () => (await countDead()) >= KILLING, { timeout: 240_000, interval: 200 });
    };
    const { findings, processErrors, plan, log } = await runScenario({ ...SCENARIO, redisPort: port, disturb });
    const dead = await inbox.deadLetters.list();
    const notAlone = findNotAlone(log, killed);
    printResults('dead letters', { killed: killed.size, dead: dead.length, notAlone: notAlone.length });

    const poison = plan.events.filter(({ fails }) => fails === 'kills').map(({ id }) => id);
    const idOf = ({ event, instanceId }: (typeof dead)[number]): string =>
      `${instanceId}|${event.type === 'Message' ? event.messageId : event.type}`;
    expect(dead.map(idOf).sort()).toEqual(poison.sort());
    for (const letter of dead) expect(letter).toMatchObject({ attempts: ATTEMPTS, reason: 'its worker died' });
    // An event that was running beside the poison is handled again, because its process ended before `complete`.
    expect({ ...findings, allowedRepeats: [] }).toEqual(NO_FINDINGS);
    expect(notAlone).toEqual([]);
    // Each of these events killed one process beside other events, and then one process for each of its attempts.
    expect(killed.size).toBeLessThanOrEqual(KILLING * (ATTEMPTS + 1));
    expect(await inbox.stats()).toMatchObject({ waiting: 0, active: 0, delayed: 0, dead: KILLING });
    expect(processErrors).toEqual([]);
  });
});
