export { describeWithRedis } from './describe-with-redis.ts';
export { isRedisInstalled } from './is-redis-installed.ts';
export { type RedisServer, startRedisServer } from './redis-server.ts';
export { type SlowLink, startSlowLink } from './slow-link.ts';
