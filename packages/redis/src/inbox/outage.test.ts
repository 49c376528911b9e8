import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { samplePayload } from '@vzaps/testing';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { redisStore } from '../index.ts';
import { describeWithRedis } from '../test/describe-with-redis.ts';
import { fastest } from '../test/fastest.ts';
import { type RedisServer, redisServer } from '../test/redis-server.ts';
import { type Site, siteOn } from '../test/site.ts';
import { until } from '../test/until.ts';

describeWithRedis('while Redis is in trouble', { timeout: 120_000 }, () => {
  let server: RedisServer;
  let site: Site;

  beforeEach(async () => {
    server = await redisServer();
    site = siteOn(server);
  });
  afterEach(async () => {
    server.signal('SIGCONT');
    await site.close();
    await server.close();
  });

  const handledBy = (): string[] => {
    const handled: string[] = [];
    // A ring, or a claim, whose answer Redis did not live to give is as good as taken by a worker that died.
    site.work(({ text = '' }) => handled.push(text), { leaseMs: 1_200, handlerTimeoutMs: 2_000 });
    return handled;
  };

  it('answers 503 within two seconds while Redis does not answer, then takes and handles the event once', async () => {
    const handled = handledBy();
    const sent: string[] = [];
    const silence = async (): Promise<number> => {
      const text = `again ${sent.push('')}`;
      await vi.waitUntil(async () => (await site.deliver({ text: `before ${text}` })).status === 200, until);
      server.signal('SIGSTOP');
      const took: number[] = [];
      for (let round = 0; round < 2; round += 1) {
        const answers = await Promise.all([site.deliver({ messageId: text, text }), site.deliver({ text: 'lost' })]);
        for (const { status, outcome, milliseconds } of answers) {
          expect({ status, outcome }).toEqual({ status: 503, outcome: 'overloaded' });
          took.push(milliseconds);
        }
      }
      // Whoever waited in vain is followed by those who do not wait.
      await vi.waitUntil(async () => (await site.deliver({ text: 'lost' })).milliseconds < 100, until);
      server.signal('SIGCONT');
      await vi.waitUntil(async () => (await site.deliver({ messageId: text, text })).status === 200, until);
      sent[sent.length - 1] = text;
      return Math.max(...took);
    };
    expect(await fastest(2_000, silence)).toBeLessThan(2_000);
    expect(site.warnings).toContain('REDIS_UNAVAILABLE');
    await vi.waitUntil(() => sent.every((text) => handled.includes(text)), until);
    expect(handled.filter((text) => text.startsWith('again'))).toEqual(sent);
  });

  it('lets a shared store answer 503 within two seconds, and blocks no event afterwards', async () => {
    const handled: string[] = [];
    const redis = server.connect();
    const receiver = createReceiver({ verify: unsafeSkipVerification(), idempotency: redisStore(redis) });
    receiver.on('Message', ({ text = '' }) => handled.push(text));
    const deliver = async (messageId: string): Promise<number> => {
      const body = JSON.stringify(samplePayload('Message', { messageId, text: messageId }));
      return (await receiver.fetch(new Request('https://example.com/', { method: 'POST', body }))).status;
    };
    let silences = 0;
    const silence = async (): Promise<number> => {
      const id = `silence ${++silences}`;
      await vi.waitUntil(async () => (await deliver(`before ${id}`)) === 200, until);
      server.signal('SIGSTOP');
      const start = performance.now();
      expect(await deliver(id)).toBe(503);
      const milliseconds = performance.now() - start;
      server.signal('SIGCONT');
      await redis.ping();
      // A claim of the time when it was stopped would answer 409 for half a minute.
      await vi.waitUntil(async () => (await deliver(id)) === 200, { timeout: 20_000 });
      expect(handled.splice(0)).toEqual([`before ${id}`, id]);
      return milliseconds;
    };
    expect(await fastest(2_000, silence)).toBeLessThan(2_000);
    expect(redis.listenerCount('ready')).toBe(0);
  });

  it('takes what Redis answered while the process itself stood still', async () => {
    await site.deliver({ text: 'before' });
    const stored = site.inbox.add({ partial: false, raw: {} });
    // It is sent; then this process stops for longer than Redis may take.
    await new Promise((resolve) => setImmediate(resolve));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_600);
    expect(await stored).toBe('queued');
  });

  it('loses nothing that was answered with 200 when Redis is killed and comes back', async () => {
    const sent: string[] = [];
    const deliver = async (text: string): Promise<number> => {
      const { status } = await site.deliver({ text, phone: `551190000000${text.slice(-1)}` });
      if (status === 200) sent.push(text);
      return status;
    };
    for (let i = 0; i < 50; i += 1) expect(await deliver(`before ${i}`)).toBe(200);
    const handled = handledBy();
    await vi.waitUntil(() => handled.length > 5, until);
    await server.kill();
    expect(await deliver('down 1')).toBe(503);
    await server.start();
    await vi.waitUntil(async () => (await deliver('after 1')) === 200, until);
    await vi.waitUntil(() => sent.every((text) => handled.includes(text)), until);
    expect(new Set(handled).size).toBe(handled.length);
  });

  // A replica that refuses makes the connection look for the primary.
  const trouble = expect.stringMatching(/^REDIS_(REFUSED|UNREACHABLE)$/);
  const refusals: [string, string[], string[]][] = [
    ['has no memory left', ['CONFIG', 'SET', 'maxmemory', '1'], ['CONFIG', 'SET', 'maxmemory', '0']],
    ['is read only', ['REPLICAOF', '127.0.0.1', '1'], ['REPLICAOF', 'NO', 'ONE']],
    [
      'has too few replicas',
      ['CONFIG', 'SET', 'min-replicas-to-write', '1'],
      ['CONFIG', 'SET', 'min-replicas-to-write', '0'],
    ],
  ];
  it.each(refusals)('answers 503 while Redis %s, stores nothing, and works on afterwards', async (_, refuse, cure) => {
    const redis = server.connect();
    const call = ([command = '', ...args]: string[]) => redis.call(command, ...args);
    await site.deliver({ text: 'before' });
    await call(refuse);
    const keys = await redis.dbsize();
    const facts = { messageId: 'AGAIN', text: 'again' };
    expect(await site.deliver(facts)).toMatchObject({ status: 503, outcome: 'overloaded' });
    await expect(site.inbox.add({ partial: false, raw: {} })).rejects.toMatchObject({ code: trouble });
    expect(await redis.dbsize()).toBe(keys);
    const handled = handledBy();
    await call(cure);
    await vi.waitUntil(async () => (await site.deliver(facts)).status === 200, until);
    await vi.waitUntil(() => handled.length === 2, until);
    expect(handled).toEqual(['before', 'again']);
  });

  it('leaves a Redis alone that refuses, and works on afterwards', async () => {
    const redis = server.connect();
    for (let i = 0; i < 20; i += 1) {
      expect(await site.deliver({ phone: `55119000000${10 + i}` })).toMatchObject({ status: 200 });
    }
    await redis.config('SET', 'maxmemory', '1');
    const commands = async () => Number(/total_commands_processed:(\d+)/.exec(await redis.info('stats'))?.[1]);
    const handled = handledBy();
    await vi.waitUntil(() => site.warnings.includes('REDIS_UNAVAILABLE'), until);
    const [before, start] = [await commands(), performance.now()];
    await vi.waitUntil(() => performance.now() - start > 1_500, until);
    const asked = (await commands()) - before;
    expect(asked / ((performance.now() - start) / 1_000)).toBeLessThan(300);
    await redis.config('SET', 'maxmemory', '0');
    await vi.waitUntil(() => handled.length === 20, until);
  });

  it('says neither the event nor a secret in what it throws', async () => {
    await site.deliver({ text: 'before' });
    await server.connect().config('SET', 'maxmemory', '1');
    const raw = { secret: 'a secret' };
    const error = await site.inbox.add({ key: 'VZ1|5511999999999', partial: false, raw }).catch((thrown) => thrown);
    const { inspect } = await import('node:util');
    expect(inspect(error, { depth: 9 })).not.toMatch(/a secret|5511999999999/);
    expect(error).not.toHaveProperty('cause');
  });
});
