import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { startServer, webhook } from '../test/server.ts';

const PATH = '/instances/VZ1/webhook';
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('an aborted call', () => {
  it('rejects with the reason of its signal, whatever the reason is', async () => {
    const server = await startServer(() => {});
    const vzaps = server.client();
    for (const reason of [new Error('mine'), 'a text', { any: 'thing' }]) {
      const controller = new AbortController();
      const call = vzaps.webhooks.get('VZ1', { signal: controller.signal });
      const before = server.count(PATH);
      while (server.count(PATH) === before) await pause(5);
      controller.abort(reason);
      await expect(call).rejects.toBe(reason);
      expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
    }
  });

  it('sends nothing if the signal was aborted before', async () => {
    const server = await startServer((_request, response) => webhook(response));
    const reason = new Error('too late');
    await expect(server.client().webhooks.get('VZ1', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(server.received).toHaveLength(0);
  });

  it('ends during the wait for the next attempt', async () => {
    const server = await startServer((_request, response) => response.writeHead(503).end());
    const vzaps = server.client({ retry: { baseMs: 60_000, maxMs: 60_000 } });
    const controller = new AbortController();
    const call = vzaps.webhooks.get('VZ1', { signal: controller.signal });
    while (server.count(PATH) === 0) await pause(5);
    controller.abort(new Error('mine'));
    await expect(call).rejects.toThrow('mine');
    expect(server.count(PATH)).toBe(1);
  });

  it('ends while the stream of its media field stalls', async () => {
    const server = await startServer(() => {});
    const image = new ReadableStream<Uint8Array>();
    const signal = AbortSignal.timeout(20);
    await expect(
      server.client().messages.sendImage({ instanceId: 'VZ1', phone: '5511999999999', image }, { signal }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(server.received).toHaveLength(0);
  });

  it('ends the iteration of a list', async () => {
    const server = await startServer((_request, response) => {
      response.end('{"content":[{"id":"1"}],"total":9,"total_pages":9}');
    });
    const controller = new AbortController();
    const seen: string[] = [];
    const iterate = async () => {
      for await (const { id } of server
        .client()
        .webhooks.searchLogs({ instanceId: 'VZ1' }, { signal: controller.signal })) {
        seen.push(id);
        controller.abort(new Error('enough'));
      }
    };
    await expect(iterate()).rejects.toThrow('enough');
    expect(seen).toEqual(['1']);
  });
});

describe('timeoutMs', () => {
  it('covers the body of the response', async () => {
    const server = await startServer((_request, response) => response.writeHead(200).write('{"code":'));
    const vzaps = server.client({ retry: { attempts: 1 } });
    await vzaps.auth.getAccessToken();
    const call = vzaps.webhooks.get('VZ1', { timeoutMs: 500 });
    await expect(call).rejects.toMatchObject({
      code: 'REQUEST_TIMEOUT',
      message: expect.stringContaining(
        'VZaps did not answer GET /instances/:instanceId/webhook completely within 500 ms.',
      ),
    });
  });

  it('ends a call although the given fetch ignores its signal', async () => {
    const never = () => new Promise<Response>(() => {});
    const server = await startServer(() => {});
    const vzaps = server.client({
      fetch: never,
      clientSecret: undefined,
      instanceToken: 'token',
      retry: { attempts: 1 },
    });
    await expect(vzaps.webhooks.get('VZ1', { timeoutMs: 20 })).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT' });
  });
});
