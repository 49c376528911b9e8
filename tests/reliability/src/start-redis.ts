import { isRedisInstalled, type RedisServer, startRedisServer } from 'redis-test-server';
import { onTestFinished } from 'vitest';

export { describeWithRedis, type RedisServer } from 'redis-test-server';

if (!isRedisInstalled()) {
  process.stdout.write(
    '\n[reliability] Tests that need Redis are skipped. `apt-get install redis-server` installs it.\n',
  );
}

/**
 * Starts a Redis for one test. It writes each command to the disk before it replies (`appendfsync always`). The suite
 * tests that we lose nothing that Redis has promised to keep, not how much Redis loses with `everysec`.
 */
export async function startRedis(): Promise<RedisServer> {
  const server = await startRedisServer('--appendfsync', 'always');
  onTestFinished(() => server.close());
  return server;
}
