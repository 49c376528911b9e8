import { parseEvent } from '@vzaps/core/events';
import { readJson } from '../http/read-json.ts';
import { error, json, missingOption, notFound } from '../http/respond.ts';
import type { Entry } from '../records/create-entry.ts';
import { describeError } from '../records/describe-errors.ts';
import type { ReplayResult } from './contract.ts';
import { forward } from './forward.ts';
import type { Call, Route } from './route.ts';

async function replay({ request, params, services }: Call): Promise<Response> {
  const body = await readJson(request);
  if ('refused' in body) return body.refused;
  const entry = services.records.get(params[0] ?? '');
  if (!entry) return notFound();
  if (entry.raw === undefined) return error(409, 'NOT_KEPT', 'The content of this delivery is not kept.');
  const { url } = body.value;
  if (url === undefined) return runHandlers(entry, entry.raw, services);
  return forward(String(url), entry, entry.raw, services);
}

async function runHandlers(entry: Entry, raw: string, services: Call['services']): Promise<Response> {
  const { receiver } = services.options;
  if (!receiver) return missingOption('receiver');
  const { instanceId } = entry.record;
  const event = parseEvent(JSON.parse(raw));
  let recordId: string | undefined;
  const stop = services.replays.watch(event, ({ id }) => {
    recordId = id;
  });
  const startedAt = performance.now();
  try {
    const outcome = await receiver().dispatch(event, { force: true, ...(instanceId !== undefined && { instanceId }) });
    const result: ReplayResult = {
      outcome: outcome.kind,
      milliseconds: Math.round(performance.now() - startedAt),
      ...(recordId !== undefined && { recordId }),
      ...(outcome.kind === 'failed' && { error: outcome.errors.map((each) => describeError(each).message).join('; ') }),
    };
    return json(result);
  } catch (reason) {
    // One reason is a store without `forget`. The message of the error names the solution.
    const { code = 'FAILED', message } = describeError(reason);
    return error(409, code, message);
  } finally {
    stop();
  }
}

export const replayRoutes: readonly Route[] = [{ method: 'POST', path: 'events/:/replay', handle: replay }];
