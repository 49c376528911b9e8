import { startSlowLink } from 'redis-test-server';
import { expect, it, onTestFinished } from 'vitest';
import { printResults } from '../print-results.ts';
import { NO_FINDINGS, runScenario } from '../run-scenario.ts';
import { bySize } from '../size.ts';
import { describeWithRedis, startRedis } from '../start-redis.ts';

const LARGE = bySize(1, 5);
// One event of 8 MB takes two seconds, which is longer than Redis may take for a small one.
const BYTES_PER_MS = 4_000;

describeWithRedis(`Events of 8 MB (${LARGE}) over a link of 4 MB/s to Redis`, () => {
  it('are stored and handled once, and so are the deliveries beside them', async () => {
    const redis = await startRedis();
    const link = await startSlowLink(redis.port, BYTES_PER_MS);
    onTestFinished(() => link.close());
    const { findings, processErrors, sender, plan, log } = await runScenario({
      name: 'slow link to Redis',
      deliveries: bySize(60, 1_000),
      conversations: bySize(20, 100),
      large: LARGE,
      webs: 1,
      workers: bySize(1, 2),
      inbox: true,
      redisPort: redis.port,
      linkPort: link.port,
    });
    // The deliveries behind a large event wait for it. On a busy machine, some may still be answered 503, and are sent again.
    printResults('responses over a slow link', { 'answered 503': sender.statuses.get(503) ?? 0 });
    expect(sender.statuses.get(200)).toBe(plan.deliveries);
    const large = new Set(plan.events.flatMap(({ id, padding }) => (padding ? [id] : [])));
    expect(large.size).toBe(LARGE);
    expect(log.filter(({ step, id }) => step === 'settled' && large.has(id))).toHaveLength(LARGE);
    expect(findings).toEqual(NO_FINDINGS);
    expect(processErrors).toEqual([]);
  });
});
