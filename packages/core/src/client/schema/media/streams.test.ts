import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import type { MediaInput } from '../../index.ts';
import { json, startServer } from '../../test/server.ts';

const to = { instanceId: 'VZ1', phone: '5511999999999' };
const bytes = (text: string) => new TextEncoder().encode(text);

async function sending() {
  const server = await startServer((_request, response) =>
    json(response, { success: true, data: { message_id: 'm' } }),
  );
  const { messages } = server.client();
  return {
    server,
    send: async (document: unknown, signal?: AbortSignal) => {
      await messages.sendDocument({ ...to, document: document as MediaInput }, { signal });
      const [type, base64 = ''] = (JSON.parse(server.received.at(-1)?.body ?? '').document as string).split(',');
      return [type, Buffer.from(base64, 'base64').toString()];
    },
  };
}
async function* pieces(...all: unknown[]) {
  yield* all;
}
function webStream(...all: unknown[]) {
  return new ReadableStream({
    start(controller) {
      for (const each of all) controller.enqueue(each);
      controller.close();
    },
  });
}

describe('a stream is sent as what it holds:', () => {
  it.each([
    ['text of Node', () => Readable.from(['olá ', 'you'])],
    ['text of the web', () => webStream('olá ', 'you')],
    ['bytes and text', () => pieces(bytes('olá '), 'you')],
    ['ArrayBuffers and views', () => pieces(bytes('olá ').buffer, new DataView(bytes('you').buffer))],
    ['a view of a part', () => pieces('olá ', new Int8Array(bytes('__you__').buffer, 2, 3))],
    ['empty pieces too', () => pieces('', bytes(''), 'olá you')],
  ])('%s', async (_what, stream) => {
    const { send } = await sending();
    expect(await send(stream())).toEqual(['data:application/octet-stream;base64', 'olá you']);
  });

  it('a file that is read as text', async () => {
    const { send } = await sending();
    const [, text] = await send(createReadStream(import.meta.filename, 'utf8'));
    expect(text).toContain('a file that is read as text');
  });
});

describe('nothing is sent of', () => {
  it.each([
    ['numbers', () => pieces(65), 'must be a stream of bytes or text'],
    ['objects', () => Readable.from([{ a: 1 }]), 'must be a stream of bytes or text'],
    ['null', () => pieces(bytes('a'), null), 'must be a stream of bytes or text'],
    ['a stream without anything', () => pieces(), 'must not be empty'],
    ['a stream of empty pieces', () => webStream('', new Uint8Array()), 'must not be empty'],
    ['no bytes', () => new Uint8Array(), 'and not empty'],
    ['an empty buffer', () => new ArrayBuffer(0), 'and not empty'],
    ['an empty Blob', () => new Blob([]), 'and not empty'],
  ])('%s', async (_what, document, said) => {
    const { send, server } = await sending();
    await expect(send(document())).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      path: ['document'],
      message: expect.stringContaining(said),
    });
    expect(server.received).toHaveLength(0);
  });

  it('a stream that fails; the error says why', async () => {
    const { send, server } = await sending();
    await expect(send(createReadStream('/does/not/exist'))).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      path: ['document'],
      cause: { code: 'ENOENT' },
    });
    const locked = webStream('a');
    locked.getReader();
    await expect(send(locked)).rejects.toMatchObject({ code: 'INVALID_REQUEST', path: ['document'] });
    expect(server.received).toHaveLength(0);
  });
});

it('a mistake elsewhere is told before a stream is read', async () => {
  const { server } = await sending();
  const asked = vi.fn();
  const image = new ReadableStream<Uint8Array>({ pull: asked }, { highWaterMark: 0 });
  await expect(server.client().messages.sendImage({ instanceId: '..', phone: 'Ana', image })).rejects.toMatchObject({
    issues: [{ path: ['instanceId'] }, { path: ['phone'] }],
  });
  expect(asked).not.toHaveBeenCalled();
});

it('the field is named as the caller named it', async () => {
  const { server } = await sending();
  const groupImage = pieces(7) as AsyncIterable<Uint8Array>;
  await expect(
    server.client().groups.create({ instanceId: 'VZ1', groupName: 'x', participants: [to.phone], groupImage }),
  ).rejects.toMatchObject({ path: ['groupImage'] });
});

describe('a stream that is not read to its end is cancelled', () => {
  const reason = new Error('mine');

  it('on abort, though it stalls', async () => {
    const { send } = await sending();
    const controller = new AbortController();
    const cancelled = vi.fn();
    const web = new ReadableStream({
      pull: () => controller.abort(reason),
      cancel: cancelled,
    });
    await expect(send(web, controller.signal)).rejects.toBe(reason);
    expect(cancelled).toHaveBeenCalled();

    const again = new AbortController();
    const node = new Readable({ read: () => again.abort(reason) });
    await expect(send(node, again.signal)).rejects.toBe(reason);
    expect(node.destroyed).toBe(true);
  });

  it('on a piece that cannot be sent', async () => {
    const { send } = await sending();
    let ended = false;
    async function* endless() {
      try {
        for (;;) yield 7;
      } finally {
        ended = true;
      }
    }
    await expect(send(endless())).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
    expect(ended).toBe(true);
  });
});
