import { readBody } from '../http/read-body.ts';
import { error, json, missingOption } from '../http/respond.ts';
import type { Entry } from '../records/create-entry.ts';
import { describeError } from '../records/describe-errors.ts';
import type { ReplayResult } from './contract.ts';
import type { Services } from './services.ts';

const TIMEOUT_MS = 30_000;
const MAX_ANSWER_BYTES = 65_536;
const MAX_SHOWN_LENGTH = 2_000;

/**
 * Sends a delivery to a URL, as VZaps does. Only the origin of the option `forwardTo` is allowed: the page must not reach
 * other servers through this one. Redirects are not followed.
 */
export async function forward(target: string, entry: Entry, raw: string, services: Services): Promise<Response> {
  const { forwardTo, sign } = services.options;
  if (forwardTo === undefined) return missingOption('forwardTo');
  if (!URL.canParse(target) || new URL(target).origin !== new URL(forwardTo).origin) {
    const { origin } = new URL(forwardTo);
    return error(403, 'URL_REFUSED', `The URL must begin with ${origin}, the origin of the option \`forwardTo\`.`);
  }
  const startedAt = performance.now();
  const measure = (): number => Math.round(performance.now() - startedAt);
  try {
    const { instanceId } = entry.record;
    const url = sign && instanceId !== undefined ? sign(target, { instanceId }) : target;
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: raw,
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), services.closing]),
    });
    const body = (await readBody(response, MAX_ANSWER_BYTES)) ?? '(the answer is too long to show)';
    const outcome = outcomeOf(body);
    const result: ReplayResult = {
      status: response.status,
      milliseconds: measure(),
      body: body.slice(0, MAX_SHOWN_LENGTH),
      ...(outcome !== undefined && { outcome }),
    };
    return json(result);
  } catch (reason) {
    const { name, message, code } = describeError(reason instanceof Error && reason.cause ? reason.cause : reason);
    const text = name === 'TimeoutError' ? `no answer within ${TIMEOUT_MS / 1_000} s` : message || (code ?? name);
    const result: ReplayResult = { milliseconds: measure(), error: text };
    return json(result);
  }
}

function outcomeOf(body: string): string | undefined {
  try {
    const { outcome } = Object(JSON.parse(body)) as { outcome?: unknown };
    return typeof outcome === 'string' ? outcome : undefined;
  } catch {
    return undefined;
  }
}
