import { redisIsThere } from './redis-is-there.ts';

/** Says once what a run without Redis leaves out. */
export default function setup(): void {
  if (redisIsThere()) return;
  process.stderr.write(
    '@vzaps/redis: every test that needs Redis is left out. `apt-get install redis-server` gets it.\n',
  );
}
