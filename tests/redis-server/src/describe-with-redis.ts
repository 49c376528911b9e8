import { describe } from 'vitest';
import { isRedisInstalled } from './is-redis-installed.ts';

/** For tests that need Redis. Without Redis they fail in CI and are skipped otherwise. */
export const describeWithRedis = describe.skipIf(!process.env.CI && !isRedisInstalled());
