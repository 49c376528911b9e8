import { randomUUID } from 'node:crypto';
import { type Claim, type IdempotencyStore, memoryStore } from '@vzaps/core/webhooks';
import fc from 'fast-check';
import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { redisStore } from './redis-store.ts';

const step = fc.record({
  what: fc.constantFrom('claim', 'claim', 'complete', 'release', 'renew', 'forget' as const),
  key: fc.constantFrom('a', 'b'),
  partial: fc.constantFrom(true, false, undefined),
  /** Selects one of the tokens so far. Many of them are old. */
  token: fc.nat(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

describeWithRedis('redisStore', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server?.close());

  it('answers as memoryStore does for any sequence of calls', async () => {
    const redis = server.connect();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const answers = await answersOf(redisStore(redis, { prefix: randomUUID() }), steps);
        expect(answers).toEqual(await answersOf(memoryStore(), steps));
      }),
      { numRuns: 300 },
    );
  });
});

async function answersOf(store: IdempotencyStore, steps: readonly Step[]): Promise<unknown[]> {
  const tokens: [key: string, token: string][] = [];
  const completed = new Set<string>();
  const answers: unknown[] = [];
  for (const { what, key, partial, token } of steps) {
    if (what === 'claim') {
      const claim: Claim = await store.claim(key, 600_000, partial);
      if (claim.status === 'claimed') tokens.push([key, claim.token]);
      answers.push(claim.status === 'claimed' ? claim.status : claim);
    } else if (what === 'forget') {
      await store.forget?.([key]);
    } else {
      const [of, mine] = tokens[token % tokens.length] ?? [key, 'none'];
      // The only difference: a second `complete` with the same token returns true, because ioredis may send it twice.
      if (what === 'complete' && completed.has(mine)) continue;
      if (what === 'complete') completed.add(mine);
      answers.push(await (what === 'renew' ? store.renew?.(of, mine, 600_000) : store[what](of, mine)));
    }
  }
  return answers;
}
