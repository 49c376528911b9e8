import { expect, it } from 'vitest';
import { NO_FINDINGS, runScenario } from './run-scenario.ts';
import { bySize } from './size.ts';
import { describeWithRedis, startRedis } from './start-redis.ts';

const TRAFFIC = { deliveries: bySize(450, 20_000), conversations: bySize(70, 600) };

it('Express with memory handles every event once and in order', async () => {
  const result = await runScenario({ name: 'Express with memory', ...TRAFFIC, webs: 1 });
  expect(result).toMatchObject({ findings: NO_FINDINGS, processErrors: [] });
});

describeWithRedis('With Redis', () => {
  it('two processes that share redisStore handle every event once and in order', async () => {
    const { port: redisPort } = await startRedis();
    const result = await runScenario({ name: 'two processes with redisStore', ...TRAFFIC, webs: 2, redisPort });
    expect(result).toMatchObject({ findings: NO_FINDINGS, processErrors: [] });
  });

  it('three workers behind redisInbox handle every event once and in order', async () => {
    const { port: redisPort } = await startRedis();
    const deployment = { webs: 1, workers: 3, inbox: true, redisPort };
    const result = await runScenario({ name: 'three workers with redisInbox', ...TRAFFIC, ...deployment });
    expect(result).toMatchObject({ findings: NO_FINDINGS, processErrors: [] });
  });
});
