import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findRuntime } from './runtimes/find.ts';
import type { Runtime } from './runtimes/install.ts';
import type { DownloadCommand, DownloadResult } from './servers/download.ts';
import type { RunningServer } from './servers/process.ts';

interface Level {
  /** The runtime looks up the addresses of a host. Workers cannot. */
  looksUpAddresses: boolean;
}

/** A storage of files. `/<n>` redirects n times, `/to?<url>` redirects to the URL. */
async function serveFiles() {
  let requests = 0;
  let open = 0;
  const server = createServer((request, response) => {
    requests += 1;
    open += 1;
    response.on('close', () => {
      open -= 1;
    });
    const [path = '', query = ''] = request.url?.split('?') ?? [];
    const redirect = (location: string) => response.writeHead(302, { location }).end();
    if (path === '/to') redirect(decodeURIComponent(query));
    else if (/^\/[1-9]$/.test(path)) redirect(`/${Number(path.slice(1)) - 1}`);
    else if (path === '/0') response.setHeader('content-type', 'image/jpeg').end('stored');
    else if (path === '/page') response.setHeader('content-type', 'text/html').end('<html>');
    else if (path === '/endless') writeForever(response);
    else if (path === '/silent') response.writeHead(200, { 'content-length': 10 }).write('12345');
    else response.writeHead(404).end('gone');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    /** The number of requests that have not ended. */
    open: () => open,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function writeForever(response: ServerResponse): void {
  while (!response.destroyed && response.write('x'.repeat(1 << 16)));
  response.once('drain', () => writeForever(response));
}

/** Tests `ctx.download()` on another runtime. If the runtime is missing, the tests are skipped; in CI they fail. */
export function testDownloadsOn(
  name: string,
  runtime: Runtime,
  start: (file: string) => Promise<RunningServer>,
  { looksUpAddresses }: Level,
): void {
  const file = findRuntime(runtime);
  const describeIt = file || process.env.CI ? describe : describe.skip;

  describeIt(`ctx.download() on ${name}`, () => {
    let server: RunningServer;
    let files: Awaited<ReturnType<typeof serveFiles>>;
    let other: Awaited<ReturnType<typeof serveFiles>>;
    beforeAll(async () => {
      [server, files, other] = await Promise.all([start(file ?? runtime), serveFiles(), serveFiles()]);
    });
    afterAll(async () => {
      files?.close();
      other?.close();
      await server?.close();
    });

    async function post(path: string, command: object): Promise<unknown> {
      const url = `http://127.0.0.1:${server.port}${path}`;
      const response = await fetch(url, { method: 'POST', body: JSON.stringify(command) });
      return response.json();
    }
    /** Downloads a file of the storage, whose origin is allowed. */
    const download = (path: string, options: Partial<DownloadCommand> = {}) =>
      post('/.download', { url: files.origin + path, allow: [files.origin], ...options }) as Promise<DownloadResult>;

    const STORED = { text: 'stored', mimetype: 'image/png' };
    const FROM_ROUTE = { text: 'from the route', mimetype: 'image/png' };
    const REFUSED = { code: 'MEDIA_URL_REFUSED' };

    it('reads a stored file, in memory and as a stream', async () => {
      expect(await download('/0')).toEqual(STORED);
      expect(await download('/0', { stream: true })).toEqual(STORED);
    });

    it('uses the download route if the file is gone, is a page, or cannot be reached', async () => {
      expect(await download('/gone')).toEqual(FROM_ROUTE);
      expect(await download('/gone', { stream: true })).toEqual(FROM_ROUTE);
      expect(await download('/page')).toEqual(FROM_ROUTE);
      const closed = 'http://127.0.0.1:1';
      expect(await download('', { url: `${closed}/file`, allow: [closed] })).toEqual(FROM_ROUTE);
    });

    it('uses the download route if the file stops for ten seconds', async () => {
      expect(await download('/silent')).toEqual(FROM_ROUTE);
      await vi.waitFor(() => expect(files.open()).toBe(0), 60_000);
    });

    it('reads a file up to maxBytes, and then ends the connection', async () => {
      for (const stream of [false, true]) {
        expect(await download('/endless', { maxBytes: 100_000, stream })).toEqual({ code: 'MEDIA_TOO_LARGE' });
        await vi.waitFor(() => expect(files.open()).toBe(0), 60_000);
      }
      expect(await download('/0', { maxBytes: 6 })).toEqual(STORED);
    });

    it('follows five redirects, and refuses the sixth', async () => {
      expect(await download('/5')).toEqual(STORED);
      expect(await download('/6')).toEqual(REFUSED);
    });

    it('refuses plain http, private addresses and local names', async () => {
      const urls = ['http://media.example.com/file', 'https://127.0.0.1/file', 'https://[::ffff:10.0.0.1]/file'];
      for (const url of [...urls, 'https://169.254.169.254/latest', 'https://2130706433/', 'https://localhost/file']) {
        expect(await download('', { url })).toEqual(REFUSED);
      }
    });

    it('refuses a redirect to an address that is not allowed, and does not request it', async () => {
      const to = (url: string) => download(`/to?${encodeURIComponent(url)}`);
      expect(await to(`${other.origin}/0`)).toEqual(REFUSED);
      expect(await to('https://10.1.2.3/file')).toEqual(REFUSED);
      expect(other.requests()).toBe(0);
    });

    it.runIf(looksUpAddresses)('looks up a host name, and refuses one with a loopback address', async () => {
      const { port } = new URL(other.origin);
      expect(await post('/.lookup', { url: `http://localhost:${port}/0` })).toEqual(REFUSED);
      expect(other.requests()).toBe(0);
    });
  });
}
