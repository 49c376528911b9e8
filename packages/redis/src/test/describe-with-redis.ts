import { describe } from 'vitest';
import { redisIsThere } from './redis-is-there.ts';

/** Tests that need Redis: without it they fail where CI is set, and are left out elsewhere; `left-out.ts` says so. */
// biome-ignore lint/style/noProcessEnv: a fixture is no part of the package.
export const describeWithRedis = describe.skipIf(!process.env.CI && !redisIsThere());
