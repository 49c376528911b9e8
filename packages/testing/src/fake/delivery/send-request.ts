import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { DeliveryAttempt } from './delivery-types.ts';

interface WebhookRequest {
  readonly url: URL;
  /** The raw request target, which need not be valid. */
  readonly target: string | undefined;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** One piece is sent with its length, several pieces as chunks. */
  readonly body: readonly (string | Uint8Array)[];
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

const MAX_RESPONSE_CHARACTERS = 2_000;

/** Sends one request. Never rejects: an error is part of the result. */
export function sendRequest(webhookRequest: WebhookRequest): Promise<DeliveryAttempt> {
  const { url, target, method, headers, body, timeoutMs, signal } = webhookRequest;
  const at = new Date();
  const startedMs = performance.now();
  return new Promise((resolve) => {
    const end = (result: Pick<DeliveryAttempt, 'status' | 'response' | 'error'>) => {
      clearTimeout(timer);
      resolve({ at, ...result, durationMs: performance.now() - startedMs });
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
          if (text.length < MAX_RESPONSE_CHARACTERS) text = (text + piece).slice(0, MAX_RESPONSE_CHARACTERS);
        });
        response.on('end', () => end({ status: response.statusCode ?? 0, response: text }));
        response.on('error', (error) => end({ error: reasonOf(error) }));
      },
    );
    const timer = setTimeout(() => request.destroy(new Error(`no response within ${timeoutMs} ms`)), timeoutMs);
    request.on('error', (error) => end({ error: reasonOf(error) }));
    for (const piece of body) request.write(piece);
    request.end();
  });
}

/** The error's code if it has one, because a message may contain the whole URL. */
function reasonOf(error: NodeJS.ErrnoException): string {
  return error.code ?? error.message;
}
