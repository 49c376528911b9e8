import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { DeliveryAttempt } from './delivery-types.ts';

interface Post {
  readonly url: URL;
  /** The raw request target; may be anything. */
  readonly target: string | undefined;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** One piece goes with its length, several as chunks. */
  readonly body: readonly (string | Uint8Array)[];
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

const LONGEST_RESPONSE = 2_000;

/** One HTTP request. Resolves with what became of it, and never rejects. */
export function post({ url, target, method, headers, body, timeoutMs, signal }: Post): Promise<DeliveryAttempt> {
  const at = new Date();
  const started = performance.now();
  return new Promise((resolve) => {
    const end = (result: Pick<DeliveryAttempt, 'status' | 'response' | 'error'>) => {
      clearTimeout(timer);
      resolve({ at, ...result, durationMs: performance.now() - started });
    };
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const path = target ?? url.pathname + url.search;
    const length = body.length === 1 ? { 'content-length': String(Buffer.byteLength(body[0] ?? '')) } : {};
    const request = send(
      url,
      { path, method, headers: { ...length, ...headers }, agent: false, signal },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => {
          if (text.length < LONGEST_RESPONSE) text = (text + piece).slice(0, LONGEST_RESPONSE);
        });
        response.on('end', () => end({ status: response.statusCode ?? 0, response: text }));
        response.on('error', (error) => end({ error: describe(error) }));
      },
    );
    const timer = setTimeout(() => request.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    request.on('error', (error) => end({ error: describe(error) }));
    for (const piece of body) request.write(piece);
    request.end();
  });
}

/** A code where there is one: messages may name the whole URL. */
function describe(error: NodeJS.ErrnoException): string {
  return error.code ?? error.message;
}
