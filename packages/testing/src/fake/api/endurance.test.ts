import { getEventListeners } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { VZapsClient } from '@vzaps/core/client';
import { expect, it } from 'vitest';
import { atTestEnd } from '../test/connected-client.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

it('the client opens only the sockets of its pool, and leaks no listener, timer or memory in 10 000 requests', {
  timeout: 300_000,
}, async () => {
  let sockets = 0;
  let requests = 0;
  let succeeded = 0;
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    // Every response needs cleaning up in the client: a body, an error or a repetition.
    if (request.url === '/token') response.end('{"access_token":"t","expires_in":3600}');
    else if (++requests % 100 === 0) response.writeHead(502).end('{}');
    else response.end('{"code":200,"success":true,"data":{"webhook":"here","subscribe":[]}}');
  }).on('connection', () => {
    sockets += 1;
  });
  // The server must not close an idle connection, even if the machine stops for a while.
  server.keepAliveTimeout = 300_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const vzaps = new VZapsClient({ baseUrl, clientToken: 'a', clientSecret: 'b', connections: 8, retry: { baseMs: 0 } });
  atTestEnd(
    () => vzaps.close(),
    () => void server.close(),
  );
  const { signal } = new AbortController();
  const get = async () => {
    const { data } = await vzaps.webhooks.get('VZ1', { signal });
    if (data.webhook === 'here') succeeded += 1;
  };
  const batch = (count: number) => Promise.all(Array.from({ length: count }, get));

  const warnings: Error[] = [];
  const warn = (warning: Error) => void warnings.push(warning);
  process.on('warning', warn);
  atTestEnd(() => process.off('warning', warn));

  const timersBefore = timers();
  for (let i = 0; i < 20; i++) await batch(100);
  collect();
  const heapBefore = process.memoryUsage().heapUsed;
  for (let i = 0; i < 80; i++) await batch(100);
  collect();
  const grown = process.memoryUsage().heapUsed - heapBefore;

  expect(succeeded).toBe(10_000);
  expect(requests).toBeGreaterThan(10_000);
  expect(warnings).toEqual([]);
  expect(sockets).toBeGreaterThan(0);
  expect(sockets).toBeLessThanOrEqual(8);
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  // undici keeps one timer of its own.
  expect(timers() - timersBefore).toBeLessThanOrEqual(1);
  expect(grown / 8_000).toBeLessThan(200);
});
