import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { samplePayload } from '../samples/index.ts';
import { deliver } from './index.ts';

const servers: (Server & { closeAllConnections(): void })[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(server: (typeof servers)[number], scheme = 'http'): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}/hook?sig=SECRET`;
}

const echo: RequestListener = async (request, response) => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { method, url, headers } = request;
  response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString() }));
};

describe('deliver()', () => {
  it('posts JSON to the path and query of the URL', async () => {
    const { status, body, outcome } = await deliver(await listen(createServer(echo)), { type: 'Connected' });
    expect({ status, outcome, ...JSON.parse(body) }).toMatchObject({
      status: 200,
      outcome: undefined,
      method: 'POST',
      url: '/hook?sig=SECRET',
      headers: { 'content-type': 'application/json', 'content-length': '20' },
      body: '{"type":"Connected"}',
    });
  });

  it.each(['form', 'multipart'] as const)(
    'sends the payload in the field jsonData in the format %s',
    async (format) => {
      const payload = samplePayload('Message', { text: 'olá & 100%' });
      const { body } = await deliver(await listen(createServer(echo)), payload, { format });
      const request = JSON.parse(body);
      const form = await new Response(request.body, { headers: request.headers }).formData();
      expect(JSON.parse(String(form.get('jsonData')))).toEqual(payload);
    },
  );

  it('speaks https, and accepts a self-signed certificate with rejectUnauthorized: false', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vzaps-deliver-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const subject = ['-subj', '/CN=127.0.0.1', '-days', '1'];
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject],
      {
        stdio: 'ignore',
      },
    );
    const server = createHttpsServer({ key: readFileSync(key), cert: readFileSync(cert) }, echo);
    rmSync(folder, { recursive: true });
    const url = await listen(server, 'https');
    expect(await deliver(url, {}, { rejectUnauthorized: false })).toMatchObject({ status: 200 });
    await expect(deliver(url, {})).rejects.toMatchObject({
      code: 'CONNECTION_FAILED',
      message: expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT'),
    });
  });

  it('rejects with REQUEST_TIMEOUT if there is no response in time', async () => {
    const url = await listen(createServer(() => {}));
    await expect(deliver(url, {}, { timeoutMs: 30 })).rejects.toMatchObject({
      code: 'REQUEST_TIMEOUT',
      message: expect.stringMatching(/did not respond within 30 ms\. (?!.*SECRET)/),
    });
  });

  it('rejects with CONNECTION_FAILED if there is no server', async () => {
    await expect(deliver('http://127.0.0.1:1/hook?sig=SECRET', {})).rejects.toMatchObject({
      code: 'CONNECTION_FAILED',
      message: expect.stringMatching(/http:\/\/127\.0\.0\.1:1 failed \(ECONNREFUSED\)\. (?!.*SECRET)/),
    });
  });

  it('rejects with the reason of an aborted signal', async () => {
    const url = await listen(createServer(() => {}));
    const reason = new Error('the test has ended');
    await expect(deliver(url, {}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it.each([
    ['ftp://127.0.0.1/', {}, '`url` is a string. It must be an absolute http or https URL.'],
    ['/hook', {}, '`url` is a string.'],
    ['http://127.0.0.1/', { timeout: 5 }, 'Did you mean `timeoutMs`?'],
    ['http://127.0.0.1/', { timeoutMs: 0 }, '`timeoutMs` is 0.'],
    ['http://127.0.0.1/', { format: 'xml' }, '`format` is a string. It must be one of: json, form, multipart.'],
  ])('rejects with INVALID_OPTION for %s and %j', async (url, options, message) => {
    await expect(deliver(url, {}, options as object)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining(message),
    });
  });
});
