import type { Random } from '../random.ts';
import { randomTarget, signedTarget } from './targets.ts';
import { validRequest } from './valid-request.ts';

/** Bytes that are not a complete request, and what happens to the connection afterwards. */
export interface BrokenRequest {
  bytes: Buffer;
  /** `end`: the client ends its side. `abandon`: the client disconnects. `hold`: the client sends no more, and waits. */
  ending: 'end' | 'abandon' | 'hold';
}

type CreateBytes = (random: Random) => string | Buffer;

const post = (random: Random, headers: string, rest = ''): string =>
  `POST ${randomTarget(random)} HTTP/1.1\r\nHost: x\r\n${headers}\r\n\r\n${rest}`;

const KINDS: readonly CreateBytes[] = [
  // Cut at a random place.
  (random) => {
    const { bytes } = validRequest(random);
    return bytes.subarray(0, random.below(bytes.length));
  },
  // A wrong Content-Length.
  (random) => post(random, 'Content-Length: 500', '{"type":"Message"'),
  (random) => post(random, 'Content-Length: 5', '{"type":"Message","event":{}}'),
  (random) => post(random, `Content-Length: ${random.pick(['-1', '1e3', '0x10', '', '9'.repeat(30), '1, 2'])}`, '{}'),
  (random) => post(random, 'Content-Length: 2\r\nContent-Length: 3', '{}'),
  (random) => post(random, 'Content-Length: 2\r\nTransfer-Encoding: chunked', '2\r\n{}\r\n0\r\n\r\n'),
  // Invalid chunks.
  (random) => post(random, 'Transfer-Encoding: chunked', random.pick(['zz\r\n{}', '5\r\n{}\r\n0\r\n\r\n', '-1\r\n'])),
  (random) => post(random, 'Transfer-Encoding: chunked', `${'f'.repeat(1 + random.below(30))}\r\n{}`),
  (random) => post(random, 'Transfer-Encoding: chunked', '2\r\n{}\r\n'),
  (random) => post(random, 'Transfer-Encoding: gzip, x', '{}'),
  // Invalid heads.
  (random) => post(random, random.pick(['no colon', 'A: \u0000', ': x', 'A B: c', 'A:\r\n\tfolded', 'É: é'])),
  (random) => post(random, `X: ${'x'.repeat(20_000)}`),
  (random) => `POST ${randomTarget(random)} HTTP/1.1\r\n\r\n`,
  (random) => `POST ${randomTarget(random)} HTTP/${random.pick(['0.9', '9.9', 'x', ''])}\r\nHost: x\r\n\r\n`,
  (random) =>
    `${random.pick(['BREW', 'post', 'P\u0000', '', 'CONNECT'])} ${randomTarget(random)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  (random) => `POST /caf\u00e9 \u0000 ${randomTarget(random)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  (random) => `POST ${'/'.repeat(random.below(30_000))} HTTP/1.1\r\nHost: x\r\n\r\n`,
  // Bytes that are not HTTP.
  () => Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03]),
  () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  (random) => Buffer.from(Array.from({ length: random.below(500) }, () => random.below(256))),
  () => '',
];

/**
 * With `withHolds`, some requests stop in the middle of the body and wait. Use it where the webhook reads the body, with
 * its own timeout. A body parser of a framework would wait for as long as Node permits.
 */
export function brokenRequest(random: Random, withHolds: boolean): BrokenRequest {
  if (withHolds && random.chance(0.05)) {
    const head = `POST ${signedTarget(random)} HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n`;
    return { bytes: Buffer.from(`${head}{"type":"Message"`), ending: 'hold' };
  }
  const created = random.pick(KINDS)(random);
  const bytes = typeof created === 'string' ? Buffer.from(created, 'latin1') : created;
  return { bytes, ending: random.chance(0.3) ? 'abandon' : 'end' };
}
