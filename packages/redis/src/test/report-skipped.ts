import { isRedisInstalled } from 'redis-test-server';

/** Prints once which tests a run without Redis skips. */
export default function setup(): void {
  if (isRedisInstalled()) return;
  process.stderr.write(
    '@vzaps/redis: tests that need Redis are skipped. `apt-get install redis-server` installs it.\n',
  );
}
