import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Media } from '../../../events/index.ts';
import { createReceiver } from '../../receiver/create-receiver.ts';
import { unsafeSkipVerification } from '../../verifiers/unsafe-skip-verification.ts';
import { downloadMedia } from './download.ts';
import { requestMedia as requestAfterLookup } from './request/lookup-first.ts';
import { requestMedia as requestOnNode } from './request/node.ts';

const cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const each of cleanUp.splice(0)) each();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUp.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function download(url: string, allow: string[] = []) {
  const downloadImage = vi.fn(async () => ({ data: { data: btoa('from the route') } }));
  const media: Media = { kind: 'image', mimetype: 'image/png', url, downloadInfo: {} };
  const { signal } = new AbortController();
  const request = { messages: { downloadImage }, instanceId: 'VZ1', media, signal, options: {} };
  return downloadMedia({ ...request, settings: { allow } });
}
const textOf = async (url: string, allow: string[]) => {
  const file = await download(url, allow);
  return 'bytes' in file && new TextDecoder().decode(file.bytes);
};

describe('the URL of a stored file', () => {
  it.each([
    'http://media.example.com/file',
    'https://127.0.0.1/file',
    'https://0x7f.1/file',
    'https://2130706433/file',
    'https://[::1]/file',
    'https://0177.0.0.1/file',
    'https://0/file',
    'https://１２７.0.0.1/file',
    'https://user:password@127.0.0.1/file',
    'https://127.0.0.1../file',
    'https://[::ffff:127.0.0.1]/file',
    'https://[64:ff9b::7f00:1]/file',
    'https://[2002:7f00:1::]/file',
    'blob:https://127.0.0.1/file',
    'https://169.254.169.254/latest/meta-data',
    'https://10.1.2.3/file',
    'https://localhost/file',
    'https://redis/file',
    'ftp://media.example.com/file',
    'file:///etc/passwd',
  ])('is refused if it is %s', async (url) => {
    await expect(download(url)).rejects.toMatchObject({ code: 'MEDIA_URL_REFUSED' });
  });

  it('does not appear in the error, because it can contain a signature', async () => {
    const error = await download('https://10.1.2.3/file?signature=abcdef').catch((thrown: unknown) => thrown);
    expect(String(error)).not.toContain('abcdef');
    expect(String(error)).not.toContain('10.1.2.3');
  });

  it('may be plain http with a private address if its origin is allowed', async () => {
    const origin = await serve((_request, response) => response.end('stored'));
    expect(await textOf(`${origin}/file`, [origin])).toBe('stored');
    await expect(download(`${origin}/file`)).rejects.toMatchObject({ code: 'MEDIA_URL_REFUSED' });
  });

  it('is refused if it redirects from an allowed origin to a private address that is not allowed', async () => {
    const inner = vi.fn<RequestListener>((_request, response) => response.end('secret'));
    const innerOrigin = await serve(inner);
    const outer = await serve((_request, response) =>
      response.writeHead(302, { location: `${innerOrigin}/file` }).end(),
    );
    await expect(download(`${outer}/file`, [outer])).rejects.toMatchObject({ code: 'MEDIA_URL_REFUSED' });
    expect(inner).not.toHaveBeenCalled();
    expect(await textOf(`${outer}/file`, [outer, innerOrigin])).toBe('secret');
  });

  it('may redirect five times, and is refused at the sixth', async () => {
    const origin = await serve((request, response) => {
      const remaining = Number(request.url?.slice(1));
      if (remaining === 0) response.end('stored');
      else response.writeHead(307, { location: `/${remaining - 1}` }).end();
    });
    expect(await textOf(`${origin}/5`, [origin])).toBe('stored');
    await expect(download(`${origin}/6`, [origin])).rejects.toMatchObject({ code: 'MEDIA_URL_REFUSED' });
  });
});

describe.each([
  ['on Node', requestOnNode],
  ['after a lookup', requestAfterLookup],
])('a request %s', (_name, requestMedia) => {
  const { signal } = new AbortController();

  it('is refused if the host name resolves to a loopback address', async () => {
    const listener = vi.fn<RequestListener>((_request, response) => response.end('secret'));
    const url = new URL(await serve(listener));
    url.hostname = 'localhost';
    await expect(requestMedia(url, { signal, isAllowed: false })).rejects.toMatchObject({ code: 'MEDIA_URL_REFUSED' });
    expect(listener).not.toHaveBeenCalled();
    expect((await requestMedia(url, { signal, isAllowed: true })).status).toBe(200);
  });
});

describe('the option `media` of createReceiver()', () => {
  const create = (media: unknown) => () => createReceiver({ verify: unsafeSkipVerification(), media } as never);

  it.each([
    [{ allow: 'https://a.example' }, 'media.allow'],
    [{ allow: ['a.example'] }, 'media.allow'],
    [{ allow: ['https://a.example/path'] }, 'media.allow'],
    [{ maxBytes: '1mb' }, 'media.maxBytes'],
    [{ maxByte: 1 }, 'media.maxBytes'],
    [7, 'media'],
  ])('is refused as %j, with the path %s', (media, path) => {
    expect(create(media)).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
    expect(create(media)).toThrow(`\`${path}\``);
  });

  it('accepts origins with and without a slash at the end', () => {
    expect(create({ allow: ['https://a.example', 'http://localhost:9000/'], maxBytes: 5 })).not.toThrow();
  });
});
