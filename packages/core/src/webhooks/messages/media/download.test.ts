import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import type { Media } from '../../../events/index.ts';
import { type DownloadOptions, downloadMedia } from './download.ts';

/** Milliseconds. Only a hang takes longer, also on a busy machine. */
const WAIT = { timeout: 60_000 };
const cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const each of cleanUp.splice(0)) each();
});

/** A server with a stored file, and a client whose download route answers `from the route`. */
async function stored(answer: (response: ServerResponse) => unknown, more: Partial<Media> = {}) {
  let open = 0;
  const server = createServer((_request, response) => {
    open += 1;
    response.on('close', () => {
      open -= 1;
    });
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUp.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`;
  const media: Media = { kind: 'image', mimetype: 'image/png', url, downloadInfo: {}, ...more };
  const downloadImage = vi.fn(async () => ({ data: { data: `data:image/png;base64,${btoa('from the route')}` } }));
  const { signal } = new AbortController();
  return {
    open: () => open,
    downloadImage,
    download: async (options?: DownloadOptions, until = signal) => {
      const request = { messages: { downloadImage }, instanceId: 'VZ1', media, signal: until, options };
      const file = await downloadMedia({ ...request, settings: { allow: [new URL(url).origin] } });
      const bytes = 'bytes' in file ? file.bytes : new Uint8Array(await new Response(file.stream).arrayBuffer());
      return [new TextDecoder().decode(bytes), file.mimetype];
    },
  };
}
const endless = (response: ServerResponse) => {
  const more = () => {
    while (!response.destroyed && response.write('x'.repeat(1 << 16)));
    response.once('drain', more);
  };
  more();
};

it('ctx.download() cancels the body of a response that is not the file', async () => {
  const file = await stored((response) => endless(response.writeHead(404)));
  expect(await file.download()).toEqual(['from the route', 'image/png']);
  await vi.waitFor(() => expect(file.open()).toBe(0), WAIT);
});

it('ctx.download() uses the download route if an HTML page is in the place of the file', async () => {
  const page = (response: ServerResponse) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>');
  expect(await (await stored(page)).download()).toEqual(['from the route', 'image/png']);
  expect(await (await stored(page, { mimetype: 'text/html' })).download()).toEqual(['<html>', 'text/html']);
});

it('ctx.download() reads a file up to maxBytes and not further', async () => {
  const file = await stored(endless, { size: 7 });
  await expect(file.download({ maxBytes: 100_000 })).rejects.toMatchObject({
    code: 'MEDIA_TOO_LARGE',
    message: expect.stringContaining('100000 bytes'),
  });
  await vi.waitFor(() => expect(file.open()).toBe(0), WAIT);
  expect(file.downloadImage).not.toHaveBeenCalled();

  const exact = await stored((response) => response.end('12345'));
  expect((await exact.download({ maxBytes: 5 }))[0]).toBe('12345');
  await expect(exact.download({ maxBytes: 4 })).rejects.toMatchObject({ code: 'MEDIA_TOO_LARGE' });
});

it('ctx.download() requests no file whose declared size exceeds maxBytes, and rejects a larger file of the download route', async () => {
  const asked = vi.fn((response: ServerResponse) => response.end('x'));
  const large = await stored(asked, { size: 101 * 1024 * 1024 });
  await expect(large.download()).rejects.toMatchObject({ code: 'MEDIA_TOO_LARGE' });
  expect(asked).not.toHaveBeenCalled();
  expect((await large.download({ maxBytes: Number.POSITIVE_INFINITY }))[0]).toBe('x');

  const routed = await stored((response) => response.writeHead(410).end());
  routed.downloadImage.mockResolvedValue({ data: { data: btoa('x'.repeat(2_000)) } });
  await expect(routed.download({ maxBytes: 1_000 })).rejects.toMatchObject({ code: 'MEDIA_TOO_LARGE' });
  expect((await routed.download({ maxBytes: 2_000 }))[0]).toHaveLength(2_000);
});

it('ctx.download() throws INVALID_OPTION for a maxBytes that is no number', async () => {
  const file = await stored((response) => response.end('x'));
  await expect(file.download({ maxBytes: Number.NaN })).rejects.toMatchObject({ code: 'INVALID_OPTION' });
});

it("ctx.download() passes the handler's signal to the download route", async () => {
  const file = await stored((response) => response.writeHead(404).end());
  const { signal } = new AbortController();
  await file.download({}, signal);
  expect(file.downloadImage).toHaveBeenCalledWith(expect.objectContaining({ instanceId: 'VZ1' }), {
    signal,
    maxResponseBytes: Math.ceil((100 * 1024 * 1024 * 4) / 3) + 1024 * 1024,
    decodeFile: true,
  });
});

it('ctx.download() limits the response of the download route by maxBytes, and reports MEDIA_TOO_LARGE', async () => {
  const file = await stored((response) => response.writeHead(404).end());
  file.downloadImage.mockRejectedValue(Object.assign(new Error('too large'), { code: 'RESPONSE_TOO_LARGE' }));
  await expect(file.download({ maxBytes: 300 })).rejects.toMatchObject({ code: 'MEDIA_TOO_LARGE' });
  const limit = { maxResponseBytes: 400 + 1024 * 1024 };
  expect(file.downloadImage).toHaveBeenCalledWith(expect.anything(), expect.objectContaining(limit));
});

it('ctx.download() resolves with a stream if `stream: true` is set', async () => {
  const file = await stored((response) => response.end('12345'));
  expect(await file.download({ stream: true, maxBytes: 5 })).toEqual(['12345', 'image/png']);
  await expect(file.download({ stream: true, maxBytes: 4 })).rejects.toMatchObject({ code: 'MEDIA_TOO_LARGE' });
  const gone = await stored((response) => response.writeHead(404).end());
  expect(await gone.download({ stream: true })).toEqual(['from the route', 'image/png']);
});

it('ctx.download() uses the download route if the stored file sends no byte for ten seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  cleanUp.push(() => vi.useRealTimers());
  for (const answer of [
    (_response: ServerResponse) => {},
    (response: ServerResponse) => response.writeHead(200, { 'content-length': 10 }).write('12345'),
  ]) {
    const file = await stored(answer);
    const downloaded = file.download();
    await vi.waitFor(() => expect(file.open()).toBe(1), WAIT);
    // The first byte may still be on its way when the clock moves, and would start the ten seconds again.
    await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await downloaded).toEqual(['from the route', 'image/png']);
    await vi.waitFor(() => expect(file.open()).toBe(0), WAIT);
  }
});

it('ctx.download() does not decode a file of the download route that exceeds maxBytes', async () => {
  const file = await stored((response) => response.writeHead(404).end());
  // A text that is no base64 would be UNEXPECTED_RESPONSE if it was decoded.
  file.downloadImage.mockResolvedValue({ data: { data: '?'.repeat(2_000) } });
  await expect(file.download({ maxBytes: 1_000 })).rejects.toMatchObject({ code: 'MEDIA_TOO_LARGE' });
  await expect(file.download({ maxBytes: 2_000 })).rejects.toMatchObject({ code: 'UNEXPECTED_RESPONSE' });
});
