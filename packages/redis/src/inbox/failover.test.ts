import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTestApp, type TestApp } from '../test/test-app.ts';
import { WAIT } from '../test/wait-options.ts';

/** A TCP proxy whose target can change. Open connections keep their target. */
async function createProxy(port: number) {
  const sockets: Socket[] = [];
  let to = port;
  const server = createServer((socket) => {
    const target = connect(to, '127.0.0.1');
    sockets.push(socket, target);
    socket.pipe(target).pipe(socket);
    socket.on('error', () => target.destroy());
    target.on('error', () => socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setTarget(other: number) {
      to = other;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

describeWithRedis('After a failover', () => {
  let old: RedisServer;
  let fresh: RedisServer;
  let proxy: Awaited<ReturnType<typeof createProxy>>;
  let app: TestApp;
  beforeEach(async () => {
    [old, fresh] = [await startRedisServer(), await startRedisServer()];
    proxy = await createProxy(old.port);
  });
  afterEach(async () => {
    await app.close();
    proxy.close();
    await old.close();
    await fresh.close();
  });

  it('the inbox and its workers leave the old primary, which is a replica now, and use the new primary', async () => {
    app = createTestApp(old, { connection: proxy.url });
    const handled: (string | undefined)[] = [];
    const receiver = createReceiver({ verify: unsafeSkipVerification(), instanceId: 'VZ1' }).on('Message', ({ text }) =>
      handled.push(text),
    );
    app.inbox.startWorker(receiver);
    await app.deliver({ text: 'before' });
    await vi.waitUntil(() => handled.length === 1, WAIT);
    proxy.setTarget(fresh.port);
    await old.connect().replicaof('127.0.0.1', fresh.port);
    const message = { messageId: 'AFTER', text: 'after' };
    await vi.waitUntil(async () => (await app.deliver(message)).status === 200, WAIT);
    await vi.waitUntil(() => handled.includes('after'), WAIT);
    expect(handled).toEqual(['before', 'after']);
  });
});
