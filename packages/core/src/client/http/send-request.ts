import { VZapsError } from '../../errors.ts';
import { sleep } from '../../shared/sleep.ts';
import { withTimeout } from '../../shared/with-timeout.ts';
import { VZapsAuthenticationError } from '../errors/api-error.ts';
import { collectSecrets } from '../errors/collect-secrets.ts';
import { VZapsTimeoutError } from '../errors/network-error.ts';
import { type Redact, redactor } from '../errors/redact.ts';
import type { PreparedRequest } from '../request/prepared-request.ts';
import type { Envelope } from '../response/envelope.ts';
import { readResponse } from '../response/read-response.ts';
import { type Authorization, authorize, type Credentials } from './credentials.ts';
import { type Hooks, notifyRequest, notifyResponse } from './hooks.ts';
import { isRetryable, longestRequestMs, type RetryOptions, resolveRetryPolicy, retryDelayMs } from './retry.ts';
import { sendAttempt } from './send-attempt.ts';
import type { Transport } from './transport/transport.ts';

export interface ConnectionSettings {
  readonly baseUrl: URL;
  readonly userAgent: string;
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  readonly retry: RetryOptions | undefined;
  readonly hooks: Hooks;
  /** Texts that no error may contain. */
  readonly secrets: readonly (string | undefined)[];
  readonly transport: Transport;
}

/** Sends a request and reads its response: authorise, send, read, and repeat where that is allowed. */
export async function sendRequest(
  request: PreparedRequest,
  credentials: Credentials | undefined,
  settings: ConnectionSettings,
): Promise<Envelope<unknown>> {
  const policy = resolveRetryPolicy(settings.retry, request.options.retry);
  const timeoutMs = request.options.timeoutMs ?? settings.timeoutMs;
  // Many calls share one token request, so it runs with the client's options. A call waits for it as long as all its
  // attempts may take, or as long as the call's own `timeoutMs`.
  const tokenTimeoutMs =
    request.options.timeoutMs ?? longestRequestMs(resolveRetryPolicy(settings.retry), settings.timeoutMs);
  let maxAttempts = policy.attempts;
  let hasRenewedToken = false;
  for (let attempt = 1; ; attempt++) {
    const authorization = credentials
      ? await withTimeout(authorize(request, credentials), tokenTimeoutMs)
      : NO_AUTHORIZATION;
    if (!authorization) {
      const message = `VZaps issued no token for ${request.method} ${request.route} within ${tokenTimeoutMs} ms.`;
      throw new VZapsTimeoutError(message, { attempts: attempt - 1 });
    }
    try {
      return await attemptAndRead(request, authorization, settings, { attempt, timeoutMs });
    } catch (error) {
      const { accessToken } = authorization;
      // VZaps can refuse a token before it expires. It did nothing then, so any request may be sent once more.
      if (accessToken && !hasRenewedToken && error instanceof VZapsAuthenticationError) {
        credentials?.tokens?.discard(accessToken);
        hasRenewedToken = true;
        maxAttempts += 1;
        continue;
      }
      if (attempt >= maxAttempts || !isRetryable(error, request.repeatable)) throw error;
      const delayMs = retryDelayMs(error, attempt, policy);
      if (delayMs === undefined) throw error;
      await sleep(delayMs, request.options.signal);
    }
  }
}

const NO_AUTHORIZATION: Authorization = { headers: {} };

async function attemptAndRead(
  request: PreparedRequest,
  { headers, accessToken }: Authorization,
  settings: ConnectionSettings,
  { attempt, timeoutMs }: { attempt: number; timeoutMs: number },
): Promise<Envelope<unknown>> {
  const { transport, hooks } = settings;
  const info = { method: request.method, route: request.route, attempt };
  let cachedRedact: Redact | undefined;
  const redact = (text: string) => {
    cachedRedact ??= redactor([...settings.secrets, request.instanceToken, accessToken, ...collectSecrets(request)]);
    return cachedRedact(text);
  };
  const startedAt = performance.now();
  let status: number | undefined;
  let errorCode: string | undefined;
  notifyRequest(hooks, info);
  try {
    const transportRequest = toTransportRequest(request, headers, settings);
    const response = await sendAttempt(transport, request, transportRequest, { timeoutMs, attempt, redact });
    status = response.status;
    return readResponse(request, response, attempt, redact);
  } catch (error) {
    errorCode = error instanceof VZapsError ? error.code : 'ABORTED';
    throw error;
  } finally {
    notifyResponse(hooks, { ...info, status, errorCode, durationMs: performance.now() - startedAt });
  }
}

function toTransportRequest(
  request: PreparedRequest,
  authorization: Readonly<Record<string, string>>,
  settings: ConnectionSettings,
) {
  const url = new URL(settings.baseUrl.href.replace(/\/$/, '') + request.path);
  if (request.query) url.search = request.query.toString();
  const headers = {
    ...request.headers,
    accept: 'application/json',
    'user-agent': settings.userAgent,
    ...(request.body !== undefined && { 'content-type': 'application/json' }),
    ...authorization,
  };
  const maxResponseBytes = request.options.maxResponseBytes ?? settings.maxResponseBytes;
  return { method: request.method, url, headers, body: request.body, maxResponseBytes };
}
