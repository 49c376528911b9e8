import type { Random } from '../random.ts';
import { type Body, randomBody } from './bodies.ts';
import { printable, randomTarget } from './targets.ts';

/** A request with valid HTTP and any content. The server must answer it. */
export interface ValidRequest {
  method: string;
  bytes: Buffer;
  /** Whether the handler throws, if the request reaches it. */
  handlerThrows: boolean;
  /** Whether it must not be pipelined: Node would write `100 Continue` into the middle of the response before. */
  alone: boolean;
}

const METHODS = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'MERGE'];
const TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=utf-16',
  'application/json;charset="',
  'application/x-www-form-urlencoded',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  '/',
  '',
  'x'.repeat(500),
];
const EXPECT = 'Expect: 100-continue';
const MORE = [
  EXPECT,
  'Accept: text/html',
  'Accept-Encoding: identity;q=0',
  'Upgrade: websocket',
  'Connection: keep-alive',
  'X-HTTP-Method-Override: DELETE',
  'X-Instance-ID: VZ2',
  'X-Forwarded-Host: ../../etc',
  'Forwarded: for="[',
  'Cookie: __proto__=1; a',
  'Range: bytes=0-',
  'If-None-Match: *',
  'Content-Language: %00',
  'constructor: 1',
  'Content-Type: text/second',
];

export function validRequest(random: Random): ValidRequest {
  const method = random.chance(0.8) ? 'POST' : random.pick(METHODS);
  const body: Body = method === 'POST' || random.chance(0.3) ? randomBody(random) : { bytes: Buffer.alloc(0) };
  const headers = ['Host: x', ...Array.from({ length: random.below(4) }, () => random.pick(MORE))];
  if (random.chance(0.95)) headers.push(`Content-Type: ${random.chance(0.6) ? TYPES[0] : random.pick(TYPES)}`);
  if (body.encoding && random.chance(0.8)) headers.push(`Content-Encoding: ${body.encoding}`);
  else if (random.chance(0.05)) headers.push(`Content-Encoding: ${random.pick(['gzip', 'br', 'deflate', 'x', ''])}`);
  if (random.chance(0.1)) headers.push(`X-${random.below(1_000)}: ${printable(random, 1_000)}`);
  const chunked = body.bytes.length > 0 && random.chance(0.3);
  // An empty body needs no length.
  if (chunked) headers.push('Transfer-Encoding: chunked');
  else if (body.bytes.length > 0 || random.chance(0.8)) headers.push(`Content-Length: ${body.bytes.length}`);
  const head = `${method} ${randomTarget(random)} HTTP/1.1\r\n${random.shuffle(headers).join('\r\n')}\r\n\r\n`;
  const sent = chunked ? inChunks(random, body.bytes) : body.bytes;
  const bytes = Buffer.concat([Buffer.from(head, 'latin1'), sent]);
  return { method, bytes, handlerThrows: body.handlerThrows === true, alone: headers.includes(EXPECT) };
}

function inChunks(random: Random, bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const chunk = bytes.subarray(at, at + 1 + random.below(bytes.length));
    const extension = random.chance(0.1) ? ';a=b' : '';
    parts.push(Buffer.from(`${chunk.length.toString(16)}${extension}\r\n`), chunk, Buffer.from('\r\n'));
    at += chunk.length;
  }
  return Buffer.concat([...parts, Buffer.from(random.chance(0.1) ? '0\r\nX-Trailer: 1\r\n\r\n' : '0\r\n\r\n')]);
}
