import { type RedisServer, startRedisServer } from 'redis-test-server';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { RedisInboxOptions } from '../index.ts';
import { createTestApp, type TestApp } from './test-app.ts';

export interface TestRedis {
  readonly server: RedisServer;
  /** Creates an application that is closed after the test. */
  app(options?: Partial<RedisInboxOptions>): TestApp;
}

/** Starts one Redis for all tests of a `describe`. */
export function useRedis(...settings: string[]): TestRedis {
  const apps: TestApp[] = [];
  let server: RedisServer | undefined;
  beforeAll(async () => {
    server = await startRedisServer(...settings);
  });
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close();
  });
  afterAll(() => server?.close());
  const redis: TestRedis = {
    get server() {
      if (!server) throw new Error('Redis runs only while tests run.');
      return server;
    },
    app(options) {
      const app = createTestApp(redis.server, options);
      apps.push(app);
      return app;
    },
  };
  return redis;
}
