import { VZapsError } from '../../errors.ts';
import { VZapsAuthenticationError } from '../errors/api-error.ts';
import { secretsOf } from '../errors/collect-secrets.ts';
import { VZapsTimeoutError } from '../errors/network-error.ts';
import { type Redact, redactor } from '../errors/redact.ts';
import type { Outgoing } from '../request/prepared-request.ts';
import type { Envelope } from '../response/envelope.ts';
import { readAnswer } from '../response/read-response.ts';
import { type Authorization, authorize, type Credentials } from './credentials.ts';
import { type Hooks, tellRequest, tellResponse } from './hooks.ts';
import { delayBefore, longestMs, mayRepeat, type RetryOptions, retryPolicy } from './retry.ts';
import { attemptOnce } from './send-attempt.ts';
import { sleep, within } from './sleep.ts';
import type { Transport } from './transport/transport.ts';

export interface ConnectionSettings {
  readonly baseUrl: URL;
  readonly userAgent: string;
  readonly timeoutMs: number;
  readonly retry: RetryOptions | undefined;
  readonly hooks: Hooks;
  /** Never to appear in an error. */
  readonly secrets: readonly (string | undefined)[];
  readonly transport: Transport;
}

/** The way of a call, from a checked request to its envelope: authorise, send, read, and again where that is allowed. */
export async function perform(
  call: Outgoing,
  credentials: Credentials | undefined,
  settings: ConnectionSettings,
): Promise<Envelope<unknown>> {
  const policy = retryPolicy(settings.retry, call.options.retry);
  const timeoutMs = call.options.timeoutMs ?? settings.timeoutMs;
  // The exchange is everybody's: a wait for it is as long as its own attempts may take, which help nobody else, or as
  // long as this very call may take.
  const tokenMs = call.options.timeoutMs ?? longestMs(retryPolicy(settings.retry), settings.timeoutMs);
  let allowed = policy.attempts;
  let renewed = false;
  for (let attempt = 1; ; attempt++) {
    const late = () =>
      new VZapsTimeoutError(`VZaps issued no token for ${call.method} ${call.route} within ${tokenMs} ms.`, {
        attempts: attempt - 1,
      });
    const authorization = credentials ? await within(tokenMs, authorize(call, credentials), late) : { headers: {} };
    try {
      return await attemptAndRead(call, authorization, settings, { attempt, timeoutMs });
    } catch (error) {
      const { ownerToken } = authorization;
      // A token can be refused before its time. What was refused was not done: anything may be sent once again.
      if (ownerToken && !renewed && error instanceof VZapsAuthenticationError) {
        credentials?.tokens?.discard(ownerToken);
        renewed = true;
        allowed += 1;
        continue;
      }
      if (attempt >= allowed || !mayRepeat(error, call.repeatable)) throw error;
      await sleep(delayBefore(error, attempt, policy), call.options.signal);
    }
  }
}

async function attemptAndRead(
  call: Outgoing,
  { headers, ownerToken }: Authorization,
  settings: ConnectionSettings,
  { attempt, timeoutMs }: { attempt: number; timeoutMs: number },
): Promise<Envelope<unknown>> {
  const { transport, hooks } = settings;
  const info = { method: call.method, route: call.route, attempt };
  let cleaner: Redact | undefined;
  const redact = (text: string) => {
    cleaner ??= redactor([...settings.secrets, call.instanceToken, ownerToken, ...secretsOf(call)]);
    return cleaner(text);
  };
  const started = performance.now();
  let status: number | undefined;
  let errorCode: string | undefined;
  tellRequest(hooks, info);
  try {
    const request = requestOf(call, headers, settings);
    const response = await attemptOnce(transport, call, request, { timeoutMs, attempt, redact });
    status = response.status;
    return readAnswer(call, response, attempt, redact);
  } catch (error) {
    errorCode = error instanceof VZapsError ? error.code : 'ABORTED';
    throw error;
  } finally {
    tellResponse(hooks, { ...info, status, errorCode, durationMs: performance.now() - started });
  }
}

function requestOf(call: Outgoing, authorization: Readonly<Record<string, string>>, settings: ConnectionSettings) {
  const url = new URL(settings.baseUrl.href.replace(/\/$/, '') + call.path);
  if (call.query) url.search = call.query.toString();
  const headers = {
    ...call.headers,
    accept: 'application/json',
    'user-agent': settings.userAgent,
    ...(call.body !== undefined && { 'content-type': 'application/json' }),
    ...authorization,
  };
  return { method: call.method, url, headers, body: call.body };
}
