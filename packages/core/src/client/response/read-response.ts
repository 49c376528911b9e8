import type { Redact } from '../errors/redact.ts';
import { VZapsResponseError } from '../errors/response-error.ts';
import { issuesOf } from '../errors/to-validation-issues.ts';
import type { TransportResponse } from '../http/transport/transport.ts';
import type { Outgoing } from '../request/prepared-request.ts';
import { apiError } from './create-api-error.ts';
import type { Envelope } from './envelope.ts';
import { NOT_JSON, parseJson } from './parse-json.ts';

/** The envelope that every call answers, whatever VZaps answered. */
export function readAnswer(
  call: Outgoing,
  response: TransportResponse,
  attempts: number,
  redact: Redact,
): Envelope<unknown> {
  const { status } = response;
  const refuse = (problem: string, more: object = {}) =>
    new VZapsResponseError(`VZaps answered ${status} to ${call.method} ${call.route} ${problem}`, {
      status,
      requestId: response.header('x-request-id'),
      attempts,
      ...more,
    });
  if (status < 200 || status > 299) throw apiError(call, response, attempts, redact);
  const body = parseJson(response.text);
  if (body === NOT_JSON) throw refuse('with something that is not JSON.');
  const record = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  if (record.success === false) throw apiError(call, response, attempts, redact);
  const enveloped = record.success === true && ('data' in record || 'error' in record);
  const parsed = call.gives.safeParse(enveloped ? record.data : body);
  if (parsed.error) {
    const issues = issuesOf(parsed.error.issues, ['data']);
    const missing = issues.map(({ path }) => path.map(String).join('.')).join(', ');
    throw refuse(`without what the call promises: ${missing}.`, { issues });
  }
  const code = enveloped && typeof record.code === 'number' ? record.code : status;
  return { code, success: true, data: parsed.data };
}
