import { createHmac } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { Controller, Injectable, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { deliver, samplePayload } from '@vzaps/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { hmacSignature, OnVZapsEvent, type Outcome, VZapsModule } from '../../src/index.ts';
import { type Setup, type Started, start } from '../app.fixture.ts';

const MIB = 1024 * 1024;
const PATH = '/webhooks/vzaps';
const verify = hmacSignature({ secret: 'shared', header: 'x-signature', instanceId: 'VZ1' });

const outcomes: Outcome['kind'][] = [];
const sockets: Socket[] = [];
afterEach(() => {
  outcomes.length = 0;
  for (const socket of sockets.splice(0)) socket.destroy();
});

@Injectable()
class Handlers {
  @OnVZapsEvent('Message')
  handle() {}
}
@Controller('other')
class Other {
  @Post()
  receive() {
    return {};
  }
}

function startFastify(setup: Setup = {}): Promise<Started> {
  const onOutcome = ({ kind }: Outcome) => outcomes.push(kind);
  const metadata = {
    imports: [VZapsModule.forRoot({ verify, onOutcome })],
    providers: [Handlers],
    controllers: [Other],
  };
  return start('Fastify', metadata, { rawBody: true, ...setup });
}

const limitTo = (bodyLimit: number): Setup => ({
  before: (app) => (app as NestFastifyApplication).useBodyParser('application/json', { bodyLimit }),
});

/** Opens a connection and sends a request with these chunks. Its body does not end before `end()`. */
function send(origin: string, path: string, headers: string, chunks: readonly Uint8Array[]) {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => {});
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${headers}Transfer-Encoding: chunked\r\n\r\n`,
  );
  for (const chunk of chunks) {
    socket.write(`${chunk.length.toString(16)}\r\n`);
    socket.write(chunk);
    socket.write('\r\n');
  }
  const response = new Promise<string>((resolve) => socket.once('data', (bytes) => resolve(bytes.toString('latin1'))));
  return { socket, response, end: () => socket.write('0\r\n\r\n') };
}

const oneByteChunks = (text: string) => Array.from(Buffer.from(text), (byte) => Buffer.from([byte]));

function signedMessage(): { body: string; headers: Record<string, string> } {
  const body = JSON.stringify(samplePayload('Message', { text: 'olá 😀' }));
  return { body, headers: { 'x-signature': createHmac('sha256', 'shared').update(body).digest('hex') } };
}

describe('A body on Fastify', () => {
  it('is verified and handled if it arrives in one-byte chunks', async () => {
    const { origin } = await startFastify();
    const { body, headers } = signedMessage();
    const request = send(origin, PATH, `x-signature: ${headers['x-signature']}\r\n`, oneByteChunks(body));
    request.end();
    expect(await request.response).toMatch(/^HTTP\/1\.1 200 .*\{"outcome":"handled"\}/s);
  });

  it('reaches the parser in merged chunks on the webhook’s route, and untouched on other routes', async () => {
    const seen: Record<string, number> = {};
    const { origin } = await startFastify({
      before(app) {
        const fastify = app.getHttpAdapter().getInstance();
        fastify.removeContentTypeParser('application/json');
        fastify.addContentTypeParser(
          'application/json',
          async ({ url }: { url: string }, payload: Readable): Promise<unknown> => {
            const chunks: Buffer[] = [];
            for await (const chunk of payload) chunks.push(chunk);
            seen[url] = chunks.length;
            return JSON.parse(Buffer.concat(chunks).toString());
          },
        );
      },
      bodyParser: false,
    });
    for (const path of [PATH, '/other']) {
      const request = send(origin, path, '', oneByteChunks(`{"padding":"${'x'.repeat(2_000)}"}`));
      request.end();
      await request.response;
    }
    expect(seen[PATH]).toBe(1);
    expect(seen['/other']).toBeGreaterThan(1);
  });

  it('over the limit of Fastify is answered 413 before it ends', async () => {
    const { origin } = await startFastify(limitTo(100_000));
    const { response } = send(origin, PATH, '', [Buffer.alloc(200_000)]);
    expect(await response).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('does not reach the receiver if its sender closes the connection, and the next delivery is handled', async () => {
    const { origin } = await startFastify();
    const { socket } = send(origin, PATH, '', [Buffer.from('{"a"')]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    const { body, headers } = signedMessage();
    expect((await deliver(origin + PATH, body, { headers })).outcome).toBe('handled');
    expect(outcomes).toEqual(['handled']);
  });

  it('is answered 503 if it was read longest when unverified bodies fill 64 MiB, and a signed message is handled', async () => {
    const { origin } = await startFastify(limitTo(10 * MIB));
    const chunks = Array.from({ length: 9 }, () => Buffer.alloc(MIB, ' '));
    const unverified = Array.from({ length: 8 }, () => send(origin, PATH, '', chunks));
    const response = await Promise.race(unverified.map(({ response }) => response));
    expect(response).toMatch(/^HTTP\/1\.1 503 /);
    expect(response.toLowerCase()).toContain('retry-after: 2');
    expect(response).toContain('{"outcome":"overloaded"}');
    const { body, headers } = signedMessage();
    expect((await deliver(origin + PATH, body, { headers })).outcome).toBe('handled');
    expect(outcomes).toEqual(['overloaded', 'handled']);
  });
});
