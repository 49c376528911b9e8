export { VZapsError } from '@vzaps/core/webhooks';
export type { RedisConnection, RedisInstance } from './connection/connect.ts';
export type { RedisCommands } from './connection/script.ts';
export type { Backoff } from './inbox/backoff.ts';
export type { DeadLetter, DeadLetters } from './inbox/dead-letters.ts';
export { type RedisInbox, type RedisInboxOptions, redisInbox } from './inbox/redis-inbox.ts';
export type { InboxWorker, WorkerOptions } from './inbox/worker.ts';
export { type RedisStoreOptions, redisStore } from './store/redis-store.ts';
export type { WarningHandler } from './warn.ts';
