import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import 'reflect-metadata';
import { BullModule, getQueueToken, Processor, WorkerHost } from '@nestjs/bullmq';
import {
  type INestApplication,
  Inject,
  Injectable,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  type EventContext,
  type EventOf,
  InjectVZapsReceiver,
  OnVZapsEvent,
  type Receiver,
  unsafeSkipVerification,
  VZapsModule,
} from '@vzaps/nestjs';
import { deliver, samplePayload } from '@vzaps/testing';
import type { Job, Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { type RedisInbox, redisInbox, redisStore } from './index.ts';
import { WAIT } from './test/wait-options.ts';

const [REDIS, INBOX] = ['REDIS', 'INBOX'];

describeWithRedis('A Nest application with redisInbox', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  const running: INestApplication[] = [];
  afterEach(async () => {
    for (const app of running.splice(0)) await app.close();
  });
  afterAll(() => server?.close());

  /** Starts the web process and its worker in one application, with another queue of `@nestjs/bullmq` beside them. */
  async function start(log: string[], handle: (event: EventOf<'Message'>, ctx: EventContext) => unknown) {
    @Module({
      providers: [
        { provide: REDIS, useFactory: () => new Redis(server.url) },
        { provide: INBOX, useFactory: (redis: Redis) => redisInbox({ connection: redis }), inject: [REDIS] },
      ],
      exports: [REDIS, INBOX],
    })
    class RedisModule implements OnApplicationShutdown {
      @Inject(REDIS) readonly redis!: Redis;
      onApplicationShutdown() {
        this.redis.disconnect();
        log.push('disconnected');
      }
    }
    @Injectable()
    class InboxWorker implements OnApplicationBootstrap, OnModuleDestroy {
      @Inject(INBOX) readonly inbox!: RedisInbox;
      @InjectVZapsReceiver() readonly receiver!: Receiver;
      onApplicationBootstrap() {
        this.inbox.startWorker(this.receiver);
      }
      async onModuleDestroy() {
        await this.inbox.close();
        log.push('inbox closed');
      }
    }
    @Injectable()
    class Handlers {
      @OnVZapsEvent('Message')
      handle(event: EventOf<'Message'>, ctx: EventContext) {
        return handle(event, ctx);
      }
    }
    @Processor('theirs')
    class Theirs extends WorkerHost {
      async process(job: Job) {
        log.push(`their ${job.data}`);
      }
    }
    @Module({
      imports: [
        RedisModule,
        BullModule.forRoot({ connection: { url: server.url } }),
        BullModule.registerQueue({ name: 'theirs' }),
        VZapsModule.forRootAsync({
          imports: [RedisModule],
          inject: [REDIS, INBOX],
          useFactory: (redis: Redis, inbox: RedisInbox) => ({
            verify: unsafeSkipVerification(),
            idempotency: redisStore(redis),
            inbox,
          }),
        }),
      ],
      providers: [InboxWorker, Handlers, Theirs],
    })
    class AppModule {}
    const app = await NestFactory.create(AppModule, { logger: false, forceCloseConnections: true });
    running.push(app);
    await app.listen(0, '127.0.0.1');
    const url = `${await app.getUrl()}/webhooks/vzaps`;
    return { app, deliverText: (text: string) => deliver(url, samplePayload('Message', { text })) };
  }

  it('answers `queued`, its handlers get the event from the worker, and other queues work beside it', async () => {
    const log: string[] = [];
    const { app, deliverText } = await start(log, ({ text }) => log.push(`handled ${text}`));
    expect(await deliverText('one')).toMatchObject({ status: 200, outcome: 'queued' });
    await app.get<Queue>(getQueueToken('theirs')).add('job', 'job');
    await vi.waitUntil(() => log.length === 2, WAIT);
    expect(log.sort()).toEqual(['handled one', 'their job']);
  });

  it('finishes the running handler in app.close(), leaves waiting events to the next process, and disconnects Redis last', async () => {
    const log: string[] = [];
    const begun = vi.fn();
    const first = await start(log, async ({ text }, { signal }) => {
      begun();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      log.push(`handled ${text}`);
    });
    for (const text of ['running', 'waiting']) await first.deliverText(text);
    await vi.waitUntil(() => begun.mock.calls.length === 1, WAIT);
    await running.pop()?.close();
    expect(log).toEqual(['handled running', 'inbox closed', 'disconnected']);

    await start(log, ({ text }) => log.push(`then handled ${text}`));
    await vi.waitUntil(() => log.length > 3, WAIT);
    expect(log.slice(3)).toEqual(['then handled waiting']);
  });
});
