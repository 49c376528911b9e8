import { afterAll, afterEach, beforeAll } from 'vitest';
import type { RedisInboxOptions } from '../index.ts';
import { type RedisServer, redisServer } from './redis-server.ts';
import { type Site, siteOn } from './site.ts';

export interface GivenRedis {
  readonly server: RedisServer;
  /** Closed after the test. */
  site(options?: Partial<RedisInboxOptions>): Site;
}

/** A Redis for all tests of a `describe`. */
export function givenRedis(): GivenRedis {
  const sites: Site[] = [];
  let server: RedisServer | undefined;
  beforeAll(async () => {
    server = await redisServer();
  });
  afterEach(async () => {
    for (const site of sites.splice(0)) await site.close();
  });
  afterAll(() => server?.close());
  const given: GivenRedis = {
    get server() {
      if (!server) throw new Error('Redis is there while tests run.');
      return server;
    },
    site(options) {
      const site = siteOn(given.server, options);
      sites.push(site);
      return site;
    },
  };
  return given;
}
