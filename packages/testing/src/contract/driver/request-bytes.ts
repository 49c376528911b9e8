import { SCENARIO_HEADER } from '../harness/harness.ts';
import type { RequestSpec } from '../vector.ts';

export interface Target {
  /** The URL of the mount, without a query. */
  url: URL;
  /** The query of a signed URL. */
  signedQuery: string;
  /** The id of the open scenario. */
  scenarioId: string;
}

/** Builds the bytes of a request: its head, and its body with its framing. */
export function requestBytes(spec: RequestSpec, target: Target): { head: Buffer; body: Buffer } {
  const { method = 'POST', http = '1.1', headers = {}, body, framing = 'length' } = spec;
  const bytes = body === undefined || typeof body === 'string' ? Buffer.from(body ?? '') : fromBase64(body);
  const chunked = typeof framing === 'object' && 'chunksOf' in framing;
  const length = typeof framing === 'object' && 'contentLength' in framing ? framing.contentLength : undefined;
  const allHeaders = {
    host: target.url.host,
    'content-type': body === undefined ? null : 'application/json',
    ...(chunked
      ? { 'transfer-encoding': 'chunked' }
      : { 'content-length': length ?? (body === undefined ? null : String(bytes.length)) }),
    [SCENARIO_HEADER]: target.scenarioId,
    ...headers,
  };
  const lines = Object.entries(allHeaders).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  const requestLine = `${method} ${pathOf(spec, target)} HTTP/${http}`;
  const head = Buffer.from([requestLine, ...lines, '', ''].join('\r\n'), 'latin1');
  return { head, body: chunked ? encodeChunks(bytes, framing.chunksOf) : bytes };
}

function pathOf({ target = '{path}?{signed}' }: RequestSpec, { url, signedQuery }: Target): string {
  return target.replace('{origin}', url.origin).replace('{path}', url.pathname).replace('{signed}', signedQuery);
}

const fromBase64 = ({ base64 }: { base64: string }): Buffer => Buffer.from(base64, 'base64');

function encodeChunks(bytes: Buffer, size: number): Buffer {
  const parts: Buffer[] = [];
  for (let start = 0; start < bytes.length; start += size) {
    const chunk = bytes.subarray(start, start + size);
    parts.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}
