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
async function* chunks(...all: unknown[]) {
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

describe('a media field', () => {
  it.each([
    ['a Node stream of text', () => Readable.from(['olá ', 'you'])],
    ['a web stream of text', () => webStream('olá ', 'you')],
    ['a stream of bytes and text', () => chunks(bytes('olá '), 'you')],
    ['a stream of ArrayBuffers and views', () => chunks(bytes('olá ').buffer, new DataView(bytes('you').buffer))],
    ['a stream with a view of a part of a buffer', () => chunks('olá ', new Int8Array(bytes('__you__').buffer, 2, 3))],
    ['a stream with empty chunks', () => chunks('', bytes(''), 'olá you')],
  ])('sends the content of %s', async (_kind, stream) => {
    const { send } = await sending();
    expect(await send(stream())).toEqual(['data:application/octet-stream;base64', 'olá you']);
  });

  it('sends the content of a file stream with an encoding', async () => {
    const { send } = await sending();
    const [, text] = await send(createReadStream(import.meta.filename, 'utf8'));
    expect(text).toContain('a file stream with an encoding');
  });
});

describe('a media field of a wrong value', () => {
  it.each([
    ['a stream of numbers', () => chunks(65), 'must be a stream of bytes or text'],
    ['a stream of objects', () => Readable.from([{ a: 1 }]), 'must be a stream of bytes or text'],
    ['a stream with null', () => chunks(bytes('a'), null), 'must be a stream of bytes or text'],
    ['an empty stream', () => chunks(), 'must not be empty'],
    ['a stream of empty chunks', () => webStream('', new Uint8Array()), 'must not be empty'],
    ['an empty array of bytes', () => new Uint8Array(), 'and not empty'],
    ['an empty ArrayBuffer', () => new ArrayBuffer(0), 'and not empty'],
    ['an empty Blob', () => new Blob([]), 'and not empty'],
  ])('refuses %s', async (_kind, document, message) => {
    const { send, server } = await sending();
    await expect(send(document())).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      path: ['document'],
      message: expect.stringContaining(message),
    });
    expect(server.received).toHaveLength(0);
  });

  it('refuses a stream that fails, and its error has the cause', async () => {
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

it('the client reports wrong fields before it reads a stream', async () => {
  const { server } = await sending();
  const pull = vi.fn();
  const image = new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 });
  await expect(server.client().messages.sendImage({ instanceId: '..', phone: 'Ana', image })).rejects.toMatchObject({
    issues: [{ path: ['instanceId'] }, { path: ['phone'] }],
  });
  expect(pull).not.toHaveBeenCalled();
});

it('the error for a wrong stream names the field in camelCase', async () => {
  const { server } = await sending();
  const groupImage = chunks(7) as AsyncIterable<Uint8Array>;
  await expect(
    server.client().groups.create({ instanceId: 'VZ1', groupName: 'x', participants: [to.phone], groupImage }),
  ).rejects.toMatchObject({ path: ['groupImage'] });
});

describe('a stream that is not read to its end', () => {
  const reason = new Error('mine');

  it('is cancelled on abort, although it stalls', async () => {
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

  it('is cancelled at a chunk that cannot be sent', async () => {
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
