import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { VZapsClient } from '@vzaps/core/client';
import { createFakeVZaps, type FakeVZaps, samplePayload } from '@vzaps/testing';
import { Redis } from 'ioredis';
import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { bundleProgram } from '../test/bundle-worker.ts';
import { type RecoveryProcess, startRecoveryProcess } from '../test/recovery-process.ts';
import { WAIT } from '../test/wait-options.ts';
import { redisRecoveryState } from './redis-recovery-state.ts';

const LEASE_MS = 600_000;

describeWithRedis('redisRecoveryState', () => {
  let server: RedisServer;
  let prefix: string;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server?.close());
  beforeEach(() => {
    prefix = randomUUID();
  });

  it('remembers a delivery for all processes with its prefix until it is removed', async () => {
    const [one, two] = [
      redisRecoveryState(server.connect(), { prefix }),
      redisRecoveryState(server.connect(), { prefix }),
    ];
    const record = { attempts: 3, lastAttemptAt: 1_700_000_000_000 };
    expect(await one.load('VZ1|a')).toBeUndefined();
    await one.save('VZ1|a', record);
    expect(await two.load('VZ1|a')).toEqual(record);
    await two.save('VZ1|a', { ...record, attempts: 4, result: 'givenUp' });
    expect(await one.load('VZ1|a')).toEqual({ ...record, attempts: 4, result: 'givenUp' });
    expect(await redisRecoveryState(server.connect(), { prefix: randomUUID() }).load('VZ1|a')).toBeUndefined();
    await one.remove('VZ1|a');
    expect(await two.load('VZ1|a')).toBeUndefined();
  });

  it('forgets a delivery ttlMs after its last change, and puts no phone number into a key name', async () => {
    const redis = server.connect();
    const state = redisRecoveryState(redis, { prefix, ttlMs: 50 });
    await state.save('VZ1|5511999999999', { attempts: 1, lastAttemptAt: 0 });
    expect((await redis.keys('*')).join()).not.toContain('5511999999999');
    await vi.waitFor(async () => expect(await state.load('VZ1|5511999999999')).toBeUndefined(), WAIT);
  });

  it('lets one of several processes lead, and another process after the lease of the leader has ended', async () => {
    const states = [1, 2, 3, 4].map(() => redisRecoveryState(server.connect(), { prefix }));
    const ask = () => Promise.all(states.map((state) => state.lead(LEASE_MS)));
    const leads = await ask();
    expect(leads.filter(Boolean)).toHaveLength(1);
    // The leader extends its time. The others still do not lead.
    expect(await ask()).toEqual(leads);
    const leader = leads.indexOf(true);
    expect(await states[leader]?.lead(1)).toBe(true);
    const [next] = states.filter((_, i) => i !== leader);
    await vi.waitFor(async () => expect(await next?.lead(LEASE_MS)).toBe(true), WAIT);
    expect(await states[leader]?.lead(LEASE_MS)).toBe(false);
  });

  it('rejects while Redis is down, and keeps attempts and leader over a restart', async () => {
    const own = await startRedisServer('--appendfsync', 'always');
    const redis = new Redis(own.url, { retryStrategy: () => 20 }).on('error', () => {});
    onTestFinished(async () => {
      redis.disconnect();
      await own.close();
    });
    const state = redisRecoveryState(redis);
    const other = redisRecoveryState(redis);
    await state.save('a', { attempts: 2, lastAttemptAt: 1 });
    expect(await state.lead(LEASE_MS)).toBe(true);
    await own.stop('SIGKILL');
    const unavailable = { code: 'REDIS_UNAVAILABLE' };
    await expect(state.load('a')).rejects.toMatchObject(unavailable);
    await expect(state.lead(LEASE_MS)).rejects.toMatchObject(unavailable);
    await expect(state.save('a', { attempts: 3, lastAttemptAt: 2 })).rejects.toMatchObject(unavailable);
    await own.start();
    await vi.waitFor(
      async () => expect(await state.load('a')).toMatchObject({ lastAttemptAt: expect.any(Number) }),
      WAIT,
    );
    expect(await other.lead(LEASE_MS)).toBe(false);
    expect(await state.lead(LEASE_MS)).toBe(true);
  });
});

describeWithRedis('createRecovery() with redisRecoveryState in two processes', () => {
  let redis: RedisServer;
  let fake: FakeVZaps;
  let webhook: Server;
  let isBroken = true;
  const received: string[] = [];
  const processes: RecoveryProcess[] = [];
  const prefix = randomUUID();

  beforeAll(async () => {
    await bundleProgram('recovery');
    redis = await startRedisServer();
    fake = await createFakeVZaps();
    webhook = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      if (!isBroken) received.push(/text (\d+)/.exec(body)?.[0] ?? body);
      response.writeHead(isBroken ? 500 : 200).end();
    });
    await new Promise<void>((resolve) => webhook.listen(0, '127.0.0.1', resolve));
    const { url: baseUrl, clientToken, clientSecret } = fake;
    const client = new VZapsClient({ baseUrl, clientToken, clientSecret });
    const webhookURL = `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/`;
    await client.webhooks.set({ instanceId: fake.instances[0].id, webhookURL, events: ['Message'] });
    await client.close();
  });
  afterAll(async () => {
    await Promise.all(processes.map((each) => each.kill()));
    webhook?.close();
    await fake?.close();
    await redis?.close();
  });

  const startProcess = (): RecoveryProcess => {
    const { url: baseUrl, clientToken, clientSecret } = fake;
    const [{ id: instanceId }] = fake.instances;
    const each = startRecoveryProcess({ redisUrl: redis.url, prefix, instanceId, baseUrl, clientToken, clientSecret });
    processes.push(each);
    return each;
  };
  const fail = async (...texts: string[]): Promise<void> => {
    isBroken = true;
    for (const text of texts) {
      const entry = await fake.deliver(fake.instances[0].id, samplePayload('Message', { text }));
      expect(entry.status).toBe('failed');
    }
    isBroken = false;
  };

  it('retries each delivery once, and the second process continues after the leader was killed', async () => {
    const first = ['text 1', 'text 2', 'text 3', 'text 4', 'text 5'];
    await fail(...first);
    const pair = [startProcess(), startProcess()];
    await vi.waitUntil(() => pair.flatMap(({ progress }) => progress).length >= first.length, WAIT);
    expect(received).toEqual(first);
    const [leader, follower] = pair[0]?.progress.length ? pair : pair.reverse();
    expect(leader?.progress).toHaveLength(first.length);
    expect(follower?.progress).toEqual([]);

    await leader?.kill();
    await fail('text 6', 'text 7');
    // The leader's five minutes end now.
    expect(await redis.connect().pexpire(`${prefix}:recovery:leader`, 1)).toBe(1);
    await vi.waitUntil(() => follower?.progress.length === 2, WAIT);
    expect(received).toEqual([...first, 'text 6', 'text 7']);
  });

  it('does no round while Redis is down, and continues afterwards', async () => {
    const [running] = processes.filter(({ progress }) => progress.length === 2);
    await redis.stop('SIGKILL');
    await fail('text 8');
    await vi.waitUntil(() => running && running.errors > 0, WAIT);
    expect(received).not.toContain('text 8');
    await redis.start();
    await vi.waitUntil(() => received.includes('text 8'), WAIT);
    expect(received.filter((text) => text === 'text 8')).toHaveLength(1);
  });
});
