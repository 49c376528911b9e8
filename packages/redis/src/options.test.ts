import { Redis } from 'ioredis';
import { afterAll, describe, expect, it } from 'vitest';
import { redisCursor, redisInbox, redisRecoveryState, redisStore } from './index.ts';

const connection = new Redis('redis://127.0.0.1:1', { lazyConnect: true });
afterAll(() => connection.disconnect());

const invalid = (message: string | RegExp) =>
  expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringMatching(message) });

describe('redisStore', () => {
  it.each<[string, unknown[], RegExp]>([
    ['no connection', [], /`connection` is missing.*ioredis instance/],
    ['a URL as its connection', ['redis://127.0.0.1'], /`connection` is a string.*new Redis\(url\)/],
    ['an unknown option', [connection, { ttl: 1 }], /`ttl` does not exist.*`ttlMs`/],
    ['an empty prefix', [connection, { prefix: '' }], /`prefix` is an empty string/],
    ['NaN milliseconds', [connection, { ttlMs: Number.NaN }], /`ttlMs` is NaN/],
    ['a handler that is no function', [connection, { onWarning: true }], /`onWarning` is true/],
  ])('throws INVALID_OPTION for %s', (_, args, message) => {
    expect(() => redisStore(...(args as Parameters<typeof redisStore>))).toThrow(invalid(message));
  });

  it('ignores an option whose value is undefined', () => {
    expect(() => redisStore(connection, { prefix: undefined, ttlMs: undefined } as never)).not.toThrow();
  });
});

describe('redisCursor', () => {
  it.each<[string, unknown[], RegExp]>([
    ['no connection', [], /`connection` is missing.*ioredis instance/],
    ['an unknown option', [connection, { ttlMs: 1 }], /`ttlMs` does not exist/],
    ['an empty prefix', [connection, { prefix: '' }], /`prefix` is an empty string/],
  ])('throws INVALID_OPTION for %s', (_, args, message) => {
    expect(() => redisCursor(...(args as Parameters<typeof redisCursor>))).toThrow(invalid(message));
  });
});

describe('redisRecoveryState', () => {
  it.each<[string, unknown[], RegExp]>([
    ['no connection', [], /`connection` is missing.*ioredis instance/],
    ['a URL as its connection', ['redis://127.0.0.1'], /`connection` is a string.*new Redis\(url\)/],
    ['an unknown option', [connection, { prefixes: 'a' }], /`prefixes` does not exist.*`prefix`/],
    ['no milliseconds', [connection, { ttlMs: 0 }], /`ttlMs` is 0/],
  ])('throws INVALID_OPTION for %s', (_, args, message) => {
    expect(() => redisRecoveryState(...(args as Parameters<typeof redisRecoveryState>))).toThrow(invalid(message));
  });
});

describe('redisInbox', () => {
  it.each<[string, unknown, RegExp]>([
    ['no options', undefined, /`options`/],
    ['no connection', {}, /`connection` is missing/],
    ['a number as its connection', { connection: 6379 }, /`connection` is 6379/],
    ['an unknown option', { connection, attempt: 3 }, /`attempt` does not exist.*`attempts`/],
    ['no attempts', { connection, attempts: 0 }, /`attempts` is 0/],
    ['a text of milliseconds', { connection, partialWaitMs: '2s' }, /`partialWaitMs` is a string/],
    ['an unknown option of backoff', { connection, backoff: { firstMs: 1 } }, /`backoff.firstMs` does not exist/],
    ['a negative delay', { connection, backoff: { maxMs: -1 } }, /`backoff.maxMs` is -1/],
  ])('throws INVALID_OPTION for %s', (_, options, message) => {
    expect(() => redisInbox(options as never)).toThrow(invalid(message));
  });
});

describe('inbox.startWorker', () => {
  it.each<[string, unknown[], RegExp]>([
    ['no receiver', [undefined], /`receiver` is missing/],
    ['an object that is no receiver', [{}], /`receiver` is an object/],
    ['an unknown option', [{ dispatch() {} }, { leaseMS: 1 }], /`leaseMS` does not exist.*`leaseMs`/],
    ['no concurrency', [{ dispatch() {} }, { concurrency: 0 }], /`concurrency` is 0/],
  ])('throws INVALID_OPTION for %s', async (_, args, message) => {
    const inbox = redisInbox({ connection: { port: 1, host: '127.0.0.1' }, onWarning() {} });
    expect(() => inbox.startWorker(...(args as Parameters<typeof inbox.startWorker>))).toThrow(invalid(message));
    await inbox.close();
  });
});
