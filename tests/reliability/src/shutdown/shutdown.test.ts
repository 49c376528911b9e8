import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from 'test-programs';
import { expect, it, onTestFinished } from 'vitest';
import { type ChildProcess, startProcess } from '../deployment/child-process.ts';
import { readEventLog } from '../event-log/read-log.ts';
import { connect } from '../http/connection.ts';
import { printResults } from '../print-results.ts';
import { SERVERS, type ServerConfig } from '../servers/server-config.ts';
import { bySize } from '../size.ts';
import { createTemporaryFolder } from '../temporary-folder.ts';
import { sendMessages } from './keep-alive-client.ts';

const CLIENTS = bySize(4, 12);
const IDLE_CONNECTIONS = 4;
const MESSAGES_PER_CLIENT = bySize(40, 500);
const RESTARTS = bySize(1, 4);
// A process that waits for its clients never ends. Even a busy machine is faster.
const HANG_MS = 60_000;

const idOf = (client: number, message: number): string => `C${client}M${message}`;

it.each(bySize<readonly ServerConfig['server'][]>(['Express'], SERVERS))(
  '%s ends after SIGTERM under clients with keep-alive, and no delivery is lost or doubled',
  async (server) => {
    const folder = await createTemporaryFolder();
    const start = (port: number): Promise<ChildProcess> =>
      startProcess('servers/server.main', { server, port, folder } satisfies ServerConfig);
    let child = await start(await findFreePort());
    onTestFinished(() => child.kill());
    const port = child.ready as number;
    const statuses: Record<number, number> = {};
    const count = (status: number): void => {
      statuses[status] = (statuses[status] ?? 0) + 1;
    };
    const clients = Array.from({ length: CLIENTS }, (_, client) => {
      const ids = Array.from({ length: MESSAGES_PER_CLIENT }, (_, message) => idOf(client, message));
      return sendMessages(port, `551190000${1_000 + client}`, ids, count);
    });

    const total = CLIENTS * MESSAGES_PER_CLIENT;
    let slowest = 0;
    for (let restart = 1; restart <= RESTARTS; restart += 1) {
      const idle = await Promise.all(Array.from({ length: IDLE_CONNECTIONS }, () => connect(port)));
      for (const connection of idle) await connection.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'GET');
      while ((statuses[200] ?? 0) < (total * restart) / (RESTARTS + 1)) await sleep(1);
      const startedAt = performance.now();
      child.signal('SIGTERM');
      const code = await Promise.race([child.exited, sleep(HANG_MS, 'still running', { ref: false })]);
      slowest = Math.max(slowest, performance.now() - startedAt);
      // Nest sends itself the signal again when it has closed.
      expect(server === 'NestJS on Fastify' ? [0, null] : [0]).toContain(code);
      expect(idle.map(({ ended }) => ended)).toEqual(idle.map(() => true));
      child = await start(port);
    }
    await Promise.all(clients);

    const handled = new Map<string, number>();
    const order = new Map<string, string[]>();
    for (const { id } of await readEventLog(folder)) {
      handled.set(id, (handled.get(id) ?? 0) + 1);
      const [client = ''] = id.split('M');
      order.set(client, [...(order.get(client) ?? []), id]);
    }
    const doubled = [...handled].filter(([, times]) => times > 1);
    printResults(`shutdown of ${server}`, {
      deliveries: total,
      restarts: RESTARTS,
      handled: handled.size,
      doubled: doubled.length,
      ...Object.fromEntries(Object.entries(statuses).map(([status, times]) => [`answered ${status}`, times])),
      'slowest end in ms': Math.round(slowest),
    });
    expect(doubled).toEqual([]);
    expect(handled.size).toBe(total);
    for (const [client, ids] of order) {
      expect(ids).toEqual(ids.map((_, message) => `${client}M${message}`));
    }
    expect(Object.keys(statuses).filter((status) => !['0', '200', '503'].includes(status))).toEqual([]);
    expect(statuses[200]).toBe(total);
  },
);
