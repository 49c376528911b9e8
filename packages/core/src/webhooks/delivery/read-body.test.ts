import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createReceiver } from '../receiver/create-receiver.ts';
import { open, post } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';
import { createUrlSigner } from '../verifiers/url-signer.ts';

const receiver = createReceiver({ ...open, bodyLimit: 2_000 }).on('Message', () => {});
const bytes = new TextEncoder().encode(JSON.stringify(message()));

async function* streamOf(...chunks: Uint8Array[]) {
  yield* chunks;
}

describe('receive()', () => {
  it.each([
    ['bytes', bytes],
    ['text', new TextDecoder().decode(bytes)],
    ['an async iterable of chunks', streamOf(bytes.subarray(0, 7), bytes.subarray(7))],
    ['a web stream', new Blob([bytes]).stream() as unknown as AsyncIterable<Uint8Array>],
    ['a function that returns a stream', () => streamOf(bytes)],
  ])('reads a body that is %s', async (_, body) => {
    expect((await receiver.receive(post('', { body }))).kind).toMatch(/handled|duplicate/);
  });

  it('reads a body that a parser left as a value, as text or as bytes', async () => {
    for (const parsed of [message(), JSON.stringify(message()), new TextEncoder().encode(JSON.stringify(message()))]) {
      const { body: _, ...rest } = post('');
      expect((await receiver.receive({ ...rest, parsed })).kind).toBe('handled');
    }
  });

  it('answers malformed if the value of a body parser is a getter that throws', async () => {
    const { body: _, ...rest } = post('');
    const delivery = Object.defineProperty(rest, 'parsed', {
      get: () => {
        throw new SyntaxError('Invalid JSON');
      },
    });
    expect(await receiver.receive(delivery)).toEqual({ kind: 'malformed', reason: 'the body could not be parsed' });
  });

  it('does not read the body of a delivery that it refuses', async () => {
    const signed = createReceiver({ verify: createUrlSigner({ secret: 'x'.repeat(32) }).verify });
    const body = vi.fn();
    expect((await signed.receive(post('', { body }))).kind).toBe('refused');
    expect(body).not.toHaveBeenCalled();
  });

  it('does not read a body beyond the limit', async () => {
    let pulled = 0;
    let ended = false;
    async function* endless() {
      try {
        for (;;) {
          pulled += 1;
          yield new Uint8Array(1_000);
        }
      } finally {
        ended = true;
      }
    }
    expect(await receiver.receive(post('', { body: endless() }))).toEqual({ kind: 'too_large', limit: 2_000 });
    expect([pulled, ended]).toEqual([3, true]);
  });

  it.each([null, {}, Number.NaN])(
    'handles a body if the platform writes %o for an absent content-length',
    async (value) => {
      const headers = { 'content-length': value as never, 'content-encoding': null as never };
      expect((await receiver.receive(post('', { body: bytes, headers }))).kind).toMatch(/handled|duplicate/);
    },
  );

  it('does not read a body whose content-length exceeds the limit', async () => {
    const body = streamOf();
    const next = vi.spyOn(body, 'next');
    expect((await receiver.receive(post('', { body, headers: { 'Content-Length': '2001' } }))).kind).toBe('too_large');
    expect(next).not.toHaveBeenCalled();
  });

  it.each([
    ['unsupported_encoding', { 'content-encoding': 'gzip' }],
    ['too_large', { 'content-length': '99999999' }],
  ])('does not read a body whose headers make the outcome %s', async (kind, headers) => {
    const body = vi.fn(() => Promise.reject(new Error('aborted')));
    expect(await createReceiver(open).receive(post('', { headers, body }))).toMatchObject({ kind });
    expect(body).not.toHaveBeenCalled();
  });

  it.each([
    [
      'breaks off',
      async function* () {
        yield bytes.subarray(0, 9);
        throw new Error('aborted');
      },
    ],
    ['is empty', () => ''],
    ['is null', () => null],
    ['is not JSON', () => '{"type":'],
    ['has text after the JSON', () => `${JSON.stringify(message())}x`],
  ])('answers malformed to a body that %s', async (_, body) => {
    expect((await receiver.receive(post('', { body }))).kind).toBe('malformed');
  });

  it('answers malformed to a body whose promise rejects', async () => {
    const body = () => Promise.reject(new Error('aborted'));
    const outcome = await createReceiver(open).receive(post('', { body }));
    expect(outcome).toMatchObject({
      kind: 'malformed',
      reason: expect.stringContaining('the sender closed the connection'),
    });
  });

  it('answers unsupported_encoding to a compressed body, and accepts the encoding identity', async () => {
    for (const headers of [{ 'Content-Encoding': 'gzip' }, new Headers({ 'content-encoding': 'br' })]) {
      expect((await receiver.receive(post(message(), { headers }))).kind).toBe('unsupported_encoding');
    }
    const identity = post(message(), { headers: { 'content-encoding': 'identity' } });
    expect((await receiver.receive(identity)).kind).toBe('handled');
  });
});

describe('receive() with bodyTimeoutMs', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  async function* stopsInTheMiddle() {
    yield new TextEncoder().encode('{"type":');
    await new Promise(() => {});
  }

  it.each([
    ['stops in the middle', stopsInTheMiddle],
    ['never starts', () => new Promise<never>(() => {})],
  ])('stops waiting for a body that %s, and leaves no timer behind', async (_, body) => {
    vi.useFakeTimers();
    const outcome = createReceiver({ ...open, bodyTimeoutMs: 3_000 }).receive(post('', { body }));
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await outcome).toEqual({ kind: 'malformed', reason: 'the body did not arrive within 3000 ms' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stops waiting for a body whose source stays open, and frees the memory of its chunks', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage: () => void = runInNewContext('gc');
    const chunks: WeakRef<Uint8Array>[] = [];
    const createChunk = () => {
      const chunk = new Uint8Array(1_000);
      chunks.push(new WeakRef(chunk));
      return chunk;
    };
    async function* body() {
      yield createChunk();
      yield createChunk();
      await new Promise(() => {});
    }
    const source = body();
    const outcome = await createReceiver({ ...open, bodyTimeoutMs: 20 }).receive(post('', { body: source }));
    expect(outcome.kind).toBe('malformed');
    expect(chunks).toHaveLength(2);
    await vi.waitFor(() => {
      collectGarbage();
      // The loop may still refer to the last chunk.
      expect(chunks[0]?.deref()).toBe(undefined);
    }, 60_000);
    expect(source).toBeDefined();
  });
});
