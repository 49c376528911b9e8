import { VZapsError } from '../../errors.ts';
import { isPromiseLike } from '../../shared/maybe-promise.ts';
import { sleep } from '../../shared/sleep.ts';
import { withTimeout } from '../../shared/with-timeout.ts';
import { VZapsAuthenticationError } from '../errors/api-error.ts';
import { collectSecrets } from '../errors/collect-secrets.ts';
import { VZapsTimeoutError } from '../errors/network-error.ts';
import { type Redact, redactor } from '../errors/redact.ts';
import type { PreparedRequest } from '../request/prepared-request.ts';
import type { Envelope } from '../response/envelope.ts';
import { readResponse } from '../response/read-response.ts';
import type { ConnectionSettings } from './connection-settings.ts';
import { type Authorization, authorize, type Credentials, NO_AUTHORIZATION } from './credentials.ts';
import { notifyRequest, notifyResponse } from './hooks.ts';
import { isRetryable, longestRequestMs, resolveRetryPolicy, retryDelayMs } from './retry.ts';
import { sendAttempt } from './send-attempt.ts';
import { toTransportRequest } from './to-transport-request.ts';

/** Sends a request and reads its response: authorise, send, read, and repeat where that is allowed. */
export async function sendRequest(
  request: PreparedRequest,
  credentials: Credentials | undefined,
  settings: ConnectionSettings,
): Promise<Envelope<unknown>> {
  const { options } = request;
  const policy = options.retry ? resolveRetryPolicy(settings.retry, options.retry) : settings.retry;
  const timeoutMs = options.timeoutMs ?? settings.timeoutMs;
  let maxAttempts = policy.attempts;
  let hasRenewedToken = false;
  for (let attempt = 1; ; attempt++) {
    const authorizing = credentials ? authorize(request, credentials) : NO_AUTHORIZATION;
    const authorization = isPromiseLike(authorizing)
      ? await waitForToken(authorizing, request, settings, attempt)
      : authorizing;
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
      await sleep(delayMs, options.signal);
    }
  }
}

/**
 * Waits for the token request. Many calls share it, so it runs with the client's options. A call waits for it as long as
 * all its attempts may take, or as long as the call's own `timeoutMs`.
 */
async function waitForToken(
  authorizing: PromiseLike<Authorization>,
  request: PreparedRequest,
  settings: ConnectionSettings,
  attempt: number,
): Promise<Authorization> {
  const timeoutMs = request.options.timeoutMs ?? longestRequestMs(settings.retry, settings.timeoutMs);
  const authorization = await withTimeout(authorizing, timeoutMs);
  if (authorization) return authorization;
  const message =
    `VZaps issued no token for ${request.method} ${request.route} within ${timeoutMs} ms. ` +
    'The request was not sent. Try again, or raise `timeoutMs`.';
  throw new VZapsTimeoutError(message, { attempts: attempt - 1 });
}

async function attemptAndRead(
  request: PreparedRequest,
  authorization: Authorization,
  settings: ConnectionSettings,
  { attempt, timeoutMs }: { attempt: number; timeoutMs: number },
): Promise<Envelope<unknown>> {
  const { transport, hooks } = settings;
  const { method, route } = request;
  let cachedRedact: Redact | undefined;
  const redact = (text: string) => {
    const { instanceToken } = request;
    cachedRedact ??= redactor([
      ...settings.secrets,
      instanceToken,
      authorization.accessToken,
      ...collectSecrets(request),
    ]);
    return cachedRedact(text);
  };
  const startedAt = performance.now();
  let status: number | undefined;
  let errorCode: string | undefined;
  notifyRequest(hooks, { method, route, attempt });
  try {
    const transportRequest = toTransportRequest(request, authorization, settings);
    const response = await sendAttempt(transport, request, transportRequest, { timeoutMs, attempt, redact });
    status = response.status;
    return readResponse(request, response, attempt, redact);
  } catch (error) {
    errorCode = error instanceof VZapsError ? error.code : 'ABORTED';
    throw error;
  } finally {
    notifyResponse(hooks, { method, route, attempt, status, errorCode, durationMs: performance.now() - startedAt });
  }
}
