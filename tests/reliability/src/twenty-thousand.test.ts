import { expect, it } from 'vitest';
import { describeWithRedis, startRedis } from './redis/redis-server.ts';
import { NOTHING, runTraffic } from './run-traffic.ts';

const TRAFFIC = { deliveries: 20_000, conversations: 600 };

it('handles every event once and in order: Express with memory', async () => {
  const result = await runTraffic({ name: 'Express with memory', ...TRAFFIC, webs: 1 });
  expect(result).toMatchObject({ found: NOTHING, trouble: [] });
});

describeWithRedis('with Redis', () => {
  it('handles every event once and in order: two processes that share their claims', async () => {
    const { port: redisPort } = await startRedis();
    const site = { webs: 2, redisPort };
    const result = await runTraffic({ name: 'two processes with redisStore', ...TRAFFIC, ...site });
    expect(result).toMatchObject({ found: NOTHING, trouble: [] });
  });

  it('handles every event once and in order: three workers behind an inbox', async () => {
    const { port: redisPort } = await startRedis();
    const site = { webs: 1, workers: 3, inbox: true, redisPort };
    const result = await runTraffic({ name: 'three workers with redisInbox', ...TRAFFIC, ...site });
    expect(result).toMatchObject({ found: NOTHING, trouble: [] });
  });
});
