import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { samplePayload } from '@vzaps/testing';
import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import { expect, it, type TestContext, vi } from 'vitest';
import { redisStore } from '../index.ts';
import { fastestOf } from '../test/fastest-of.ts';
import { createTestApp, type TestApp } from '../test/test-app.ts';
import { WAIT } from '../test/wait-options.ts';

interface Fixture {
  readonly server: RedisServer;
  readonly app: TestApp;
  /** Starts a worker, and returns the texts that it handles. */
  startWorker(): string[];
}

/** Starts Redis and an application for one test, because the tests run at the same time. */
async function createFixture(onTestFinished: TestContext['onTestFinished']): Promise<Fixture> {
  const server = await startRedisServer();
  const app = createTestApp(server);
  onTestFinished(async () => {
    server.signal('SIGCONT');
    await app.close();
    await server.close();
  });
  return {
    server,
    app,
    startWorker() {
      const handled: string[] = [];
      // When Redis is killed before it replies, a conversation or a claim may belong to no worker until its lease ends.
      app.startWorker(({ text = '' }) => handled.push(text), { leaseMs: 1_200, handlerTimeoutMs: 2_000 });
      return handled;
    },
  };
}

describeWithRedis('During an outage of Redis,', { timeout: 120_000 }, () => {
  it.concurrent('the inbox answers 503 within two seconds, and afterwards stores and handles the event once', async ({
    onTestFinished,
  }) => {
    const { server, app, startWorker } = await createFixture(onTestFinished);
    const handled = startWorker();
    const sent: string[] = [];
    const measureSilence = async (): Promise<number> => {
      const text = `again ${sent.push('')}`;
      await vi.waitUntil(async () => (await app.deliver({ text: `before ${text}` })).status === 200, WAIT);
      server.signal('SIGSTOP');
      const took: number[] = [];
      for (let round = 0; round < 2; round += 1) {
        const answers = await Promise.all([app.deliver({ messageId: text, text }), app.deliver({ text: 'lost' })]);
        for (const { status, outcome, milliseconds } of answers) {
          expect({ status, outcome }).toEqual({ status: 503, outcome: 'overloaded' });
          took.push(milliseconds);
        }
      }
      // After requests that waited without success, further requests do not wait.
      await vi.waitUntil(async () => (await app.deliver({ text: 'lost' })).milliseconds < 100, WAIT);
      server.signal('SIGCONT');
      await vi.waitUntil(async () => (await app.deliver({ messageId: text, text })).status === 200, WAIT);
      sent[sent.length - 1] = text;
      return Math.max(...took);
    };
    expect(await fastestOf(2_000, measureSilence)).toBeLessThan(2_000);
    expect(app.warnings).toContain('REDIS_UNAVAILABLE');
    await vi.waitUntil(() => sent.every((text) => handled.includes(text)), WAIT);
    expect(handled.filter((text) => text.startsWith('again'))).toEqual(sent);
  });

  it.concurrent('a receiver with redisStore answers 503 within two seconds, and no event is blocked afterwards', async ({
    onTestFinished,
  }) => {
    const { server } = await createFixture(onTestFinished);
    const handled: string[] = [];
    const redis = server.connect();
    const receiver = createReceiver({ verify: unsafeSkipVerification(), idempotency: redisStore(redis) });
    receiver.on('Message', ({ text = '' }) => handled.push(text));
    const deliver = async (messageId: string): Promise<number> => {
      const body = JSON.stringify(samplePayload('Message', { messageId, text: messageId }));
      return (await receiver.fetch(new Request('https://example.com/', { method: 'POST', body }))).status;
    };
    let silences = 0;
    const measureSilence = async (): Promise<number> => {
      const id = `silence ${++silences}`;
      await vi.waitUntil(async () => (await deliver(`before ${id}`)) === 200, WAIT);
      server.signal('SIGSTOP');
      const start = performance.now();
      expect(await deliver(id)).toBe(503);
      const milliseconds = performance.now() - start;
      server.signal('SIGCONT');
      await redis.ping();
      // A claim that Redis made while it was stopped would lead to 409 for half a minute.
      await vi.waitUntil(async () => (await deliver(id)) === 200, { timeout: 20_000 });
      expect(handled.splice(0)).toEqual([`before ${id}`, id]);
      return milliseconds;
    };
    expect(await fastestOf(2_000, measureSilence)).toBeLessThan(2_000);
    expect(redis.listenerCount('ready')).toBe(0);
  });

  it.concurrent('the inbox loses no event that was answered with 200 when Redis is killed and started again', async ({
    onTestFinished,
  }) => {
    const { server, app, startWorker } = await createFixture(onTestFinished);
    const sent: string[] = [];
    const deliver = async (text: string): Promise<number> => {
      const { status } = await app.deliver({ text, phone: `551190000000${text.slice(-1)}` });
      if (status === 200) sent.push(text);
      return status;
    };
    for (let i = 0; i < 50; i += 1) expect(await deliver(`before ${i}`)).toBe(200);
    const handled = startWorker();
    await vi.waitUntil(() => handled.length > 5, WAIT);
    await server.stop('SIGKILL');
    expect(await deliver('down 1')).toBe(503);
    await server.start();
    await vi.waitUntil(async () => (await deliver('after 1')) === 200, WAIT);
    await vi.waitUntil(() => sent.every((text) => handled.includes(text)), WAIT);
    expect(new Set(handled).size).toBe(handled.length);
  });

  const trouble = expect.stringMatching(/^REDIS_UNAVAILABLE$/);
  const refusals: [string, string[], string[]][] = [
    ['has no memory left', ['CONFIG', 'SET', 'maxmemory', '1'], ['CONFIG', 'SET', 'maxmemory', '0']],
    ['is read only', ['REPLICAOF', '127.0.0.1', '1'], ['REPLICAOF', 'NO', 'ONE']],
    [
      'has too few replicas',
      ['CONFIG', 'SET', 'min-replicas-to-write', '1'],
      ['CONFIG', 'SET', 'min-replicas-to-write', '0'],
    ],
  ];
  it.concurrent.for(refusals)(
    'the inbox answers 503 while Redis %s, stores nothing, and works afterwards',
    async ([, refuse, accept], { onTestFinished }) => {
      const { server, app, startWorker } = await createFixture(onTestFinished);
      const redis = server.connect();
      const call = ([command = '', ...args]: string[]) => redis.call(command, ...args);
      await app.deliver({ text: 'before' });
      await call(refuse);
      const keys = await redis.dbsize();
      const message = { messageId: 'AGAIN', text: 'again' };
      expect(await app.deliver(message)).toMatchObject({ status: 503, outcome: 'overloaded' });
      await expect(app.inbox.add({ partial: false, raw: {} })).rejects.toMatchObject({ code: trouble });
      expect(await redis.dbsize()).toBe(keys);
      const handled = startWorker();
      await call(accept);
      await vi.waitUntil(async () => (await app.deliver(message)).status === 200, WAIT);
      await vi.waitUntil(() => handled.length === 2, WAIT);
      expect(handled).toEqual(['before', 'again']);
    },
  );

  it.concurrent('a worker sends few commands to a Redis that refuses them, and works afterwards', async ({
    onTestFinished,
  }) => {
    const { server, app, startWorker } = await createFixture(onTestFinished);
    const redis = server.connect();
    for (let i = 0; i < 20; i += 1) {
      expect(await app.deliver({ phone: `55119000000${10 + i}` })).toMatchObject({ status: 200 });
    }
    await redis.config('SET', 'maxmemory', '1');
    const commands = async () => Number(/total_commands_processed:(\d+)/.exec(await redis.info('stats'))?.[1]);
    const handled = startWorker();
    await vi.waitUntil(() => app.warnings.includes('REDIS_UNAVAILABLE'), WAIT);
    const [before, start] = [await commands(), performance.now()];
    await vi.waitUntil(() => performance.now() - start > 1_500, WAIT);
    const asked = (await commands()) - before;
    expect(asked / ((performance.now() - start) / 1_000)).toBeLessThan(300);
    await redis.config('SET', 'maxmemory', '0');
    await vi.waitUntil(() => handled.length === 20, WAIT);
  });

  it.concurrent('an error contains neither the event nor a secret', async ({ onTestFinished }) => {
    const { server, app } = await createFixture(onTestFinished);
    await app.deliver({ text: 'before' });
    await server.connect().config('SET', 'maxmemory', '1');
    const raw = { secret: 'a secret' };
    const error = await app.inbox.add({ key: 'VZ1|5511999999999', partial: false, raw }).catch((thrown) => thrown);
    const { inspect } = await import('node:util');
    expect(inspect(error, { depth: 9 })).not.toMatch(/a secret|5511999999999/);
    expect(error).not.toHaveProperty('cause');
  });

  // This test is not concurrent, because it blocks the process.
  it('the inbox accepts a reply that came while the process itself was paused', async ({ onTestFinished }) => {
    const { app } = await createFixture(onTestFinished);
    await app.deliver({ text: 'before' });
    const stored = app.inbox.add({ partial: false, raw: {} });
    // The command is sent. Then this process is blocked for longer than the reply may take.
    await new Promise((resolve) => setImmediate(resolve));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_600);
    expect(await stored).toBe('queued');
  });
});
