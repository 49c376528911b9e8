import { expect, it } from 'vitest';
import { NO_FINDINGS, type RunControls, runScenario } from '../run-scenario.ts';
import { bySize, isFullSize } from '../size.ts';
import { describeWithRedis, startRedis } from '../start-redis.ts';

const DAY_MS = 86_400_000;
const JUMPS = [DAY_MS, 0, -DAY_MS, 0];

const TRAFFIC = {
  deliveries: bySize(250, 4_000),
  conversations: bySize(50, 200),
  // Many deliveries come again after a jump, and while their event is being handled.
  duplicates: 0.4,
  works: [0, 5, 20],
};

async function jump({ deployment, waitForShare }: RunControls): Promise<void> {
  for (const [index, milliseconds] of JUMPS.entries()) {
    await waitForShare((index + 1) / (JUMPS.length + 2));
    await deployment.setClocks(milliseconds);
  }
}

it('memoryStore still recognises redeliveries after the wall clock has jumped a day ahead and a day back', async () => {
  const scenario = { name: 'clock jumps with memory', ...TRAFFIC, webs: 1, disturb: jump };
  const { findings, processErrors } = await runScenario(scenario);
  expect(findings).toEqual(NO_FINDINGS);
  expect(processErrors).toEqual([]);
});

describeWithRedis('Wall clocks that jump a day ahead and a day back', () => {
  it.runIf(isFullSize)('do not make redisStore forget a handled event', async () => {
    const { port: redisPort } = await startRedis();
    const scenario = { name: 'clock jumps with redisStore', ...TRAFFIC, webs: 2, redisPort, disturb: jump };
    const { findings, processErrors } = await runScenario(scenario);
    expect(findings).toEqual(NO_FINDINGS);
    expect(processErrors).toEqual([]);
  });

  it.runIf(isFullSize)('do not make redisInbox lose an event or handle one twice', async () => {
    const { port: redisPort } = await startRedis();
    const deployment = { webs: 1, workers: bySize(1, 2), inbox: true, redisPort, disturb: jump };
    // The lease is short, so that a lease that a clock jump makes too long shows within the test.
    const settings = { ...TRAFFIC, ...deployment, handlerTimeoutMs: 4_000 };
    const { findings, processErrors } = await runScenario({ name: 'clock jumps with redisInbox', ...settings });
    expect(findings).toEqual(NO_FINDINGS);
    expect(processErrors).toEqual([]);
  });
});
