import { type RedisServer, startRedisServer } from 'redis-test-server';
import { afterAll, beforeAll, onTestFinished, type TestContext } from 'vitest';
import type { RedisInboxOptions } from '../index.ts';
import { createTestApp, type TestApp } from './test-app.ts';

export interface TestRedis {
  readonly server: RedisServer;
  /**
   * Creates an application that is closed after the test.
   *
   * @param onFinished `onTestFinished` of the test context. A concurrent test must pass it.
   */
  app(options?: Partial<RedisInboxOptions>, onFinished?: TestContext['onTestFinished']): TestApp;
}

/** Starts one Redis for all tests of a `describe`. */
export function useRedis(...settings: string[]): TestRedis {
  let server: RedisServer | undefined;
  beforeAll(async () => {
    server = await startRedisServer(...settings);
  });
  afterAll(() => server?.close());
  const redis: TestRedis = {
    get server() {
      if (!server) throw new Error('Redis runs only while tests run.');
      return server;
    },
    app(options, onFinished = onTestFinished) {
      const app = createTestApp(redis.server, options);
      onFinished(() => app.close());
      return app;
    },
  };
  return redis;
}
