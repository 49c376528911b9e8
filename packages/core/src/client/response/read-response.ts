import type { Redact } from '../errors/redact.ts';
import { VZapsResponseError } from '../errors/response-error.ts';
import { toValidationIssues } from '../errors/to-validation-issues.ts';
import type { TransportResponse } from '../http/transport/transport.ts';
import type { PreparedRequest } from '../request/prepared-request.ts';
import { createApiError } from './create-api-error.ts';
import type { Envelope } from './envelope.ts';
import { NOT_JSON, parseJson } from './parse-json.ts';

/**
 * Turns a response into the envelope that every call returns.
 *
 * @throws VZapsApiError if VZaps refused the request. VZapsResponseError if the body is too large, is not JSON, or lacks a
 * promised field.
 */
export function readResponse(
  request: PreparedRequest,
  response: TransportResponse,
  attempts: number,
  redact: Redact,
): Envelope<unknown> {
  const { status } = response;
  const fail = (problem: string, details: object = {}) =>
    new VZapsResponseError(`VZaps answered ${status} to ${request.method} ${request.route} ${problem}`, {
      status,
      requestId: response.header('x-request-id'),
      attempts,
      ...details,
    });
  if (response.text === undefined) throw createTooLargeError(request, response, attempts);
  if (status < 200 || status > 299) throw createApiError(request, response, attempts, redact);
  const body = parseJson(response.text);
  if (body === NOT_JSON) throw fail('with a body that is not JSON. Check that `baseUrl` is the URL of the VZaps API.');
  const record = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  if (record.success === false) throw createApiError(request, response, attempts, redact);
  const isEnvelope = record.success === true && ('data' in record || 'error' in record);
  const { file } = response;
  if (file === 'invalid') throw fail('with a file that is not base64.');
  const content = isEnvelope ? record.data : body;
  const parsed = request.responseSchema.safeParse(file ? { ...(content as object), chunks: file } : content);
  if (parsed.error) {
    const issues = toValidationIssues(parsed.error.issues, ['data']);
    const missing = issues.map(({ path }) => path.map(String).join('.')).join(', ');
    throw fail(`without these fields, or with wrong values in them: ${missing}.`, { issues });
  }
  const code = isEnvelope && typeof record.code === 'number' ? record.code : status;
  return { code, success: true, data: parsed.data };
}

function createTooLargeError(
  request: PreparedRequest,
  { status, header }: TransportResponse,
  attempts: number,
): VZapsResponseError {
  return new VZapsResponseError(
    `VZaps answered ${status} to ${request.method} ${request.route} with a body over the limit. It was not read to its ` +
      'end. Raise `maxResponseBytes` of the call or the client, or request less, such as a smaller page.',
    { status, requestId: header('x-request-id'), attempts },
    'RESPONSE_TOO_LARGE',
  );
}
