import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { samplePayload } from '../samples/index.ts';
import { answers, type Vector } from './vector.ts';

export const connectionVectors: readonly Vector[] = [
  {
    name: 'answers 405 with Allow to any method but POST',
    async run(site, kind) {
      for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS']) {
        const result = await site.deliver('', { method });
        answers(result, kind, { status: 405, outcome: 'method' });
        assert.equal(result.headers.allow, 'POST');
      }
      assert.equal((await site.deliver('', { method: 'HEAD' })).status, 405);
    },
  },
  {
    name: 'refuses a forged delivery before its body is read',
    // Elsewhere a parser has read it before us.
    kinds: ['bare'],
    async run(site) {
      // Headers promise a body that never comes: only who does not wait for it can answer.
      const { hostname, port, pathname } = new URL(site.bareUrl);
      const head = `POST ${pathname}?vzaps_signature=v1.forged HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n`;
      assert.match(await exchange(hostname, Number(port), head), /^HTTP\/1\.1 401 /);
    },
  },
  {
    name: 'outlives a client that goes away in the middle',
    async run(site, kind) {
      const { hostname, port, pathname, search } = new URL(site.url);
      const head = `POST ${pathname}${search} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"type":`;
      await new Promise<void>((resolve, reject) => {
        const socket = connect(Number(port), hostname, () =>
          socket.write(head, () => setTimeout(() => socket.destroy(), 20)),
        );
        socket.on('close', () => resolve()).on('error', reject);
      });
      answers(await site.deliver(samplePayload('Message')), kind, { status: 200, outcome: 'handled' });
      assert.equal(site.seen.length, 1);
    },
  },
  {
    name: 'answers 503 with Retry-After once the receiver is closed',
    async run(site, kind) {
      await site.receiver.close();
      const result = await site.deliver(samplePayload('Message'));
      answers(result, kind, { status: 503, outcome: 'overloaded' });
      assert.ok(Number(result.headers['retry-after']) > 0);
    },
  },
];

/** Sends raw text and reads until the first answer is there. */
function exchange(host: string, port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => socket.write(text));
    socket.setTimeout(1_000, () => socket.destroy(new Error('no answer within a second')));
    socket.once('data', (data) => {
      resolve(data.toString());
      socket.destroy();
    });
    socket.on('error', reject);
  });
}
