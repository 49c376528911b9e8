import { SITE_HEADER } from '../harness/harness.ts';
import type { RequestSpec } from '../vector.ts';

export interface Place {
  /** Of the mount, without a query. */
  url: URL;
  /** The query of a signed URL. */
  signed: string;
  /** The name of the site that is open. */
  site: string;
}

/** A request as it goes over the wire: its head, and its body with its framing. */
export function requestBytes(spec: RequestSpec, { url, signed, site }: Place): { head: Buffer; body: Buffer } {
  const { method = 'POST', target = '{path}?{signed}', http = '1.1', headers = {}, body, framing = 'length' } = spec;
  const bytes = body === undefined || typeof body === 'string' ? Buffer.from(body ?? '') : fromBase64(body);
  const chunked = typeof framing === 'object' && 'chunksOf' in framing;
  const lie = typeof framing === 'object' && 'claims' in framing ? framing.claims : undefined;
  const all = {
    host: url.host,
    'content-type': body === undefined ? null : 'application/json',
    ...(chunked
      ? { 'transfer-encoding': 'chunked' }
      : { 'content-length': lie ?? (body === undefined ? null : String(bytes.length)) }),
    [SITE_HEADER]: site,
    ...headers,
  };
  const path = target.replace('{origin}', url.origin).replace('{path}', url.pathname).replace('{signed}', signed);
  const lines = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  const head = Buffer.from([`${method} ${path} HTTP/${http}`, ...lines, '', ''].join('\r\n'), 'latin1');
  return { head, body: chunked ? inChunks(bytes, framing.chunksOf) : bytes };
}

const fromBase64 = ({ base64 }: { base64: string }): Buffer => Buffer.from(base64, 'base64');

function inChunks(bytes: Buffer, size: number): Buffer {
  const parts: Buffer[] = [];
  for (let start = 0; start < bytes.length; start += size) {
    const chunk = bytes.subarray(start, start + size);
    parts.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}
