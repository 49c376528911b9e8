import * as z from 'zod';
import type { EventType } from '../../events/event-type.ts';
import { flat, flatPaged, positional } from '../routes/define-route.ts';
import { anyId, count, freeMap, number, string } from '../schema/common.ts';
import { eventNames, subscriptions } from '../schema/event-names.ts';
import { page, pageNumber, pageSize } from '../schema/page.ts';
import { openRequestBody, requestBody } from '../schema/request-object.ts';
import { answer, confirmation, openAnswer } from '../schema/response-object.ts';
import { webUrl } from '../schema/url.ts';

/** ISO 8601; some servers write seconds, or milliseconds, as a number or in digits. */
const date = z
  .union([
    z
      .union([count, z.number().min(0)])
      .refine((at) => at <= 8e15)
      .transform((at) => new Date(at < 1e11 ? at * 1_000 : at).toISOString()),
    z.string(),
  ])
  .optional();
const webhook = z
  .string()
  .nullish()
  .transform((url) => url ?? '');

const attempt = openAnswer(
  {
    at: date,
    status: z.union([z.string(), z.number()]).optional(),
    response: z.unknown().optional(),
    error: string,
    durationMs: number,
  },
  { at: ['created_at', 'timestamp', 'attempted_at'], status: ['status_code', 'http_status'] },
);

/**
 * An entry of the delivery log. `status`, `payload` and `attempts` are documented, by name only; the other names are
 * guesses, each under its likely spellings; what VZaps writes beside them stays. The payload is exactly as stored.
 */
const log = openAnswer(
  {
    id: anyId,
    status: z.union([z.string(), z.number()]).optional(),
    payload: z.unknown().optional(),
    attempts: z.union([z.array(attempt), z.number()]).optional(),
    event: z.union([z.string(), freeMap]).optional(),
    createdAt: date,
    updatedAt: date,
  },
  {
    id: ['log_id', 'logId', '_id', 'uuid'],
    event: ['event_type', 'type'],
    createdAt: ['timestamp', 'date', 'sent_at'],
  },
);

/** Where VZaps delivers events to, and its log of deliveries. */
export const webhooks = {
  /** The registered URL (`''`: none) and the subscribed events. */
  get: positional('GET /instances/:instanceId/webhook', ['instanceId'], {
    gives: answer({ webhook, subscribe: eventNames }),
    repeatable: true,
  }),
  /** Registers the URL that VZaps delivers to. Without `events` the subscription stays as it is. */
  set: flat('POST /instances/:instanceId/webhook', {
    takes: requestBody({ webhookURL: webUrl, events: subscriptions.optional() }, { webhookURL: 'webhookURL' }),
    gives: confirmation(answer({ webhook, events: eventNames as unknown as z.ZodType<EventType[]> }).prefault({})),
    repeatable: true,
  }),
  /** Deliveries; `status: 'failed'` is the one documented filter. Await it for a page, iterate it for every entry. */
  searchLogs: flatPaged('POST /instances/:instanceId/webhook/logs/search', {
    takes: openRequestBody({ status: z.string().optional(), page: pageNumber, size: pageSize }),
    gives: page(log, {}, ['logs', 'items']),
    repeatable: true,
  }),
  /** One delivery, with its payload and attempts. */
  getLog: flat('GET /instances/:instanceId/webhook/logs/:logId', { gives: log, repeatable: true }),
  /** Has VZaps deliver once more what a log entry holds. */
  retryLog: flat('POST /instances/:instanceId/webhook/logs/:logId/retry', {
    gives: confirmation(openAnswer({}).optional()),
  }),
};
