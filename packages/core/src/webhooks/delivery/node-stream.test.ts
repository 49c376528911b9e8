import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createReceiver } from '../receiver/create-receiver.ts';
import { open, post } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';

const LIMIT = 5_000;
const receiver = createReceiver({ ...open, bodyLimit: LIMIT, idempotency: false }).on('Message', () => {});
const receive = (body: Readable) => receiver.receive(post('', { body }));

const text = JSON.stringify(message({ message: { conversation: 'olá 😀' } }));
const bytes = Buffer.from(text);
const oneByteChunks = () => Array.from(bytes, (byte) => Buffer.from([byte]));

describe('receive() with a Node stream as the body', () => {
  it.each([
    ['that has all bytes at once', () => Readable.from([bytes], { objectMode: false })],
    ['that has one byte in each chunk', () => Readable.from(oneByteChunks(), { objectMode: false })],
    ['that was paused', () => Readable.from([bytes], { objectMode: false }).pause()],
    ['whose encoding was set', () => Readable.from(oneByteChunks(), { objectMode: false }).setEncoding('utf8')],
  ])('handles a stream %s', async (_, createStream) => {
    expect(await receive(createStream())).toMatchObject({ kind: 'handled', event: { text: 'olá 😀' } });
  });

  it('handles a stream that ends later', async () => {
    const stream = new PassThrough();
    const outcome = receive(stream);
    stream.write(bytes.subarray(0, 9));
    await new Promise(setImmediate);
    stream.end(bytes.subarray(9));
    expect(await outcome).toMatchObject({ kind: 'handled', event: { text: 'olá 😀' } });
  });

  it.each([
    ['fails', (stream: PassThrough) => stream.destroy(new Error('aborted'))],
    ['closes before its end', (stream: PassThrough) => stream.destroy()],
  ])('answers malformed to a stream that %s', async (_, stop) => {
    const stream = new PassThrough();
    const outcome = receive(stream);
    stream.write(bytes.subarray(0, 9));
    await new Promise(setImmediate);
    stop(stream);
    expect(await outcome).toEqual({
      kind: 'malformed',
      reason: expect.stringContaining('the sender closed the connection'),
    });
  });

  it('answers malformed to a stream that closed before it was read', async () => {
    const stream = new PassThrough();
    stream.destroy();
    await once(stream, 'close');
    expect(await receive(stream)).toEqual({
      kind: 'malformed',
      reason: expect.stringContaining('the sender closed the connection'),
    });
  });

  it('answers malformed to a stream that something read to its end before', async () => {
    const stream = Readable.from([bytes], { objectMode: false });
    stream.resume();
    await once(stream, 'end');
    expect(await receive(stream)).toEqual({ kind: 'malformed' });
  });

  it('answers too_large over the limit while the sender still sends, and drops the rest', async () => {
    const stream = new PassThrough();
    const outcome = receive(stream);
    stream.write(Buffer.alloc(LIMIT + 1));
    expect(await outcome).toEqual({ kind: 'too_large', limit: LIMIT });
    stream.end(Buffer.alloc(1_000_000));
    await once(stream, 'end');
  });

  it('answers too_large over the limit, and a later error of the stream does not end the process', async () => {
    const stream = new PassThrough();
    const outcome = receive(stream);
    stream.write(Buffer.alloc(LIMIT + 1));
    expect((await outcome).kind).toBe('too_large');
    const closed = new Promise((resolve) => stream.on('close', resolve));
    stream.destroy(new Error('aborted'));
    await closed;
  });
});
