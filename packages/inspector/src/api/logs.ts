import { parseEvent } from '@vzaps/core/events';
import { redactUrl } from '@vzaps/core/webhooks';
import { readIds, readJson } from '../http/read-json.ts';
import { content, error, json, missingOption } from '../http/respond.ts';
import type { InspectorClient } from '../options.ts';
import { describeEvent } from '../records/describe-event.ts';
import type { LogPage } from './contract.ts';
import { createRetryStream } from './retry-stream.ts';
import type { Call, Route } from './route.ts';

const PAGE_SIZE = 50;
const MAX_RETRIES = 1_000;

type Log = Awaited<ReturnType<InspectorClient['webhooks']['getLog']>>['data'];

async function listLogs({ request, query, services }: Call): Promise<Response> {
  const { client } = services.options;
  const instanceId = query.get('instanceId');
  if (!client || !instanceId) return refuse(client);
  const status = query.get('status');
  const page = Number(query.get('page') ?? 1);
  if (!Number.isSafeInteger(page) || page < 1) return error(400, 'INVALID_REQUEST', '`page` must be at least 1.');
  const { data } = await client.webhooks.searchLogs(
    { instanceId, page, size: PAGE_SIZE, ...(status && { status }) },
    { signal: request.signal },
  );
  const { content: entries, size, total, totalPages } = data;
  const isFull = entries.length >= size;
  const result: LogPage = {
    entries: entries.map(describeLog),
    page,
    // VZaps may send no totals. Then a full page may be followed by another one.
    hasNext: totalPages !== undefined ? page < totalPages : isFull && (total === undefined || page * size < total),
    ...(total !== undefined && { total }),
  };
  return json(result);
}

function describeLog(log: Log): LogPage['entries'][number] {
  const event = parseEvent(log.payload);
  const attempts = Array.isArray(log.attempts) ? log.attempts : [];
  const last = attempts.at(-1);
  const httpStatus = Number(last?.status);
  const summary = describeEvent(event);
  return {
    logId: log.id,
    at: log.createdAt ?? '',
    status: String(log.status ?? ''),
    type: event.type === 'Unknown' ? (event.claimedType ?? 'Unknown') : event.type,
    ...(Number.isInteger(httpStatus) && { httpStatus }),
    attempts: typeof log.attempts === 'number' ? log.attempts : attempts.length,
    ...(last?.error && { error: redact(last.error) }),
    summary: summary.from ? `${summary.from}: ${summary.summary}` : summary.summary,
  };
}

/** Only fields that are known, because the others can be tokens. The URL of the delivery is signed, so it is absent. */
async function getLog({ request, params, query, services }: Call): Promise<Response> {
  const { client } = services.options;
  const instanceId = query.get('instanceId');
  if (!client || !instanceId) return refuse(client);
  const logId = params[0] ?? '';
  const { data } = await client.webhooks.getLog({ instanceId, logId }, { signal: request.signal });
  const { id, status, createdAt, updatedAt, attempts, payload } = data;
  return json({
    id,
    status,
    createdAt,
    updatedAt,
    attempts: Array.isArray(attempts)
      ? attempts.map(({ at, status, durationMs, error: failure, response }) => ({
          at,
          status,
          durationMs,
          ...(failure !== undefined && { error: redact(failure) }),
          ...(response !== undefined && {
            response: redact(typeof response === 'string' ? response : JSON.stringify(response)),
          }),
        }))
      : attempts,
    // Without the credentials of the envelope.
    payload: parseEvent(payload).raw,
  });
}

async function retryLogs({ request, services }: Call): Promise<Response> {
  const body = await readJson(request);
  if ('refused' in body) return body.refused;
  const { client } = services.options;
  const { instanceId } = body.value;
  const logIds = readIds(body.value.logIds, MAX_RETRIES);
  if (!client || typeof instanceId !== 'string' || instanceId === '') return refuse(client);
  if (!logIds) return error(400, 'INVALID_REQUEST', `\`logIds\` must be a list of 1 to ${MAX_RETRIES} ids.`);
  const stream = createRetryStream({ client, instanceId, logIds }, [request.signal, services.closing]);
  return content(stream, 'application/x-ndjson', 200, { 'x-accel-buffering': 'no' });
}

function refuse(client: InspectorClient | undefined): Response {
  if (!client) return missingOption('client');
  return error(400, 'INVALID_REQUEST', '`instanceId` is missing.');
}

function redact(text: string): string {
  return text.replace(/[^\s"'<>()]*\?[^\s"'<>()]+/g, (url) => redactUrl(url));
}

export const logRoutes: readonly Route[] = [
  { method: 'GET', path: 'logs', handle: listLogs },
  { method: 'POST', path: 'logs/retry', handle: retryLogs },
  { method: 'GET', path: 'logs/:', handle: getLog },
];
