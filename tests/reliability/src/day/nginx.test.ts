import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInspector } from '@vzaps/inspector';
import { findFreePort } from 'test-programs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createTemporaryFolder } from '../temporary-folder.ts';
import { isNginxInstalled, type NginxLines, readNginxLines, startNginx } from './nginx.ts';

const GUIDE = new URL('../../../../docs/guides/going-to-production.md', import.meta.url);
const lines = readNginxLines(readFileSync(GUIDE, 'utf8'));

if (!isNginxInstalled()) {
  process.stdout.write('\n[reliability] Tests that need nginx are skipped. `apt-get install nginx` installs it.\n');
}

/** Two processes: the first one answers with this status, the second one with 200. */
async function startTwo(status: number, nginxLines: NginxLines) {
  const received = [0, 0];
  const answer = (index: number, code: number, port: number): Server => {
    const server = createServer((request, response) => {
      request.resume().once('end', () => {
        received[index] = (received[index] ?? 0) + 1;
        response.writeHead(code).end();
      });
    }).listen(port, '127.0.0.1');
    onTestFinished(() => void server.close());
    return server;
  };
  // A test starts another server on this port.
  const secondPort = await findFreePort();
  const servers = [answer(0, status, 0), answer(1, 200, secondPort)];
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once('listening', resolve))));
  const port = await findFreePort();
  await startNginx(
    await createTemporaryFolder(),
    port,
    servers.map((server) => (server.address() as AddressInfo).port),
    nginxLines,
  );
  received.fill(0);
  const post = async (bytes = 10) =>
    (await fetch(`http://127.0.0.1:${port}/webhooks/vzaps`, { method: 'POST', body: 'x'.repeat(bytes) })).status;
  return { post, received, servers };
}

const without = (pattern: RegExp): NginxLines => ({
  upstream: lines.upstream.replace(pattern, ''),
  location: lines.location.replace(pattern, ''),
});
const postTimes = async (count: number, post: () => Promise<number>) => {
  const statuses: number[] = [];
  for (let index = 0; index < count; index += 1) statuses.push(await post());
  return statuses;
};

describe.skipIf(!process.env.CI && !isNginxInstalled())('The lines of nginx in the guide', () => {
  it('let nginx ask the next process after each 503', async () => {
    const { post, received } = await startTwo(503, lines);
    expect(await postTimes(10, post)).toEqual(Array(10).fill(200));
    expect(received[0]).toBeGreaterThan(3);
  });

  it('let nginx ask the next process if one accepts no connection', async () => {
    const { post, servers } = await startTwo(200, lines);
    servers[0]?.close();
    servers[0]?.closeAllConnections();
    expect(await postTimes(10, post)).toEqual(Array(10).fill(200));
  });

  it('are needed: without non_idempotent VZaps gets the 503', async () => {
    const { post } = await startTwo(503, without(/ non_idempotent/));
    expect(await postTimes(10, post)).toContain(503);
  });

  it('are needed: without max_fails=0 nginx answers 502 for 10 s after every process failed once', async () => {
    const { post, servers } = await startTwo(200, without(/ max_fails=0/));
    const [first, second] = servers as [Server, Server];
    const { port } = second.address() as AddressInfo;
    for (const server of [first, second]) {
      server.close();
      server.closeAllConnections();
    }
    expect(await post()).toBe(502);
    const again = createServer((_request, response) => response.end()).listen(port, '127.0.0.1');
    onTestFinished(() => void again.close());
    await new Promise((resolve) => again.once('listening', resolve));
    expect(await post()).toBe(502);
  });

  it('are needed: without client_max_body_size nginx answers 413 to 2 MB', async () => {
    const short = await startTwo(200, without(/client_max_body_size .*;/));
    expect(await short.post(2_000_000)).toBe(413);
    const { post } = await startTwo(200, lines);
    expect(await post(2_000_000)).toBe(200);
  });
});

describe.skipIf(!process.env.CI && !isNginxInstalled())('The inspector behind the defaults of nginx', () => {
  it('demands its generated token, although nginx replaces the host that the browser asked for', async () => {
    const hosts: (string | undefined)[] = [];
    const print = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => print.mockRestore());
    const inspector = createInspector();
    const server = createServer((request, response) => {
      hosts.push(request.headers.host);
      inspector.node(request, response);
    }).listen(0, '127.0.0.1');
    onTestFinished(() => {
      server.close();
      inspector.close();
    });
    await new Promise((resolve) => server.once('listening', resolve));
    const port = await findFreePort();
    const defaults = { upstream: 'server app1:3000;', location: 'proxy_pass http://app;' };
    await startNginx(await createTemporaryFolder(), port, [(server.address() as AddressInfo).port], defaults);
    hosts.length = 0;
    // The inspector printed the token at the first request.
    const [token = ''] = /(?<=\?token=)[\w-]+/.exec(print.mock.calls.join(' ')) ?? [];
    expect(token.length).toBeGreaterThan(20);
    const statusOf = async (query: string) => (await fetch(`http://localhost:${port}/${query}`)).status;
    expect([await statusOf(''), await statusOf('?token=guess'), await statusOf(`?token=${token}`)]).toEqual([
      401, 401, 200,
    ]);
    expect(new Set(hosts)).toEqual(new Set(['app']));
  });
});
