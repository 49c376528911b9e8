import * as z from 'zod';
import type { EventType } from '../../events/registry.ts';
import { flat, flatPaged, positional } from '../routes/define-route.ts';
import { anyId, count, freeMap, number, string } from '../schema/common.ts';
import { eventNames, subscriptionText } from '../schema/event-names.ts';
import { pageNumber, pageSchema, pageSize } from '../schema/page.ts';
import { openRequestObject, requestObject } from '../schema/request-object.ts';
import { confirmation, openResponseObject, responseObject } from '../schema/response-object.ts';
import { webUrl } from '../schema/url.ts';

/** ISO 8601. Some servers write seconds or milliseconds, as a number or as digits. */
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

const attempt = openResponseObject(
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
 * An entry of the delivery log. Only the names `status`, `payload` and `attempts` are documented. The other names are
 * guesses with their likely spellings. Undeclared keys stay, and `payload` is never changed.
 */
const log = openResponseObject(
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

/** The URL to which VZaps delivers events, and the log of the deliveries. */
export const webhooks = {
  /** Returns the registered URL (`''`: none) and the subscribed events. */
  get: positional('GET /instances/:instanceId/webhook', ['instanceId'], {
    responseSchema: responseObject({ webhook, subscribe: eventNames }),
    repeatable: true,
  }),
  /**
   * Registers the URL to which VZaps delivers events. Without `events` the subscription stays as it is.
   *
   * @example
   * const webhookURL = signer.sign('https://example.com/webhooks/vzaps', { instanceId: 'VZ1' });
   * await client.webhooks.set({ instanceId: 'VZ1', webhookURL, events: ['Message', 'ReadReceipt'] });
   */
  set: flat('POST /instances/:instanceId/webhook', {
    requestSchema: requestObject(
      { webhookURL: webUrl, events: subscriptionText.optional() },
      { webhookURL: 'webhookURL' },
    ),
    responseSchema: confirmation(
      responseObject({ webhook, events: eventNames as unknown as z.ZodType<EventType[]> }).prefault({}),
    ),
    repeatable: true,
  }),
  /**
   * Lists deliveries. `await` it for one page, or iterate it with `for await` for every entry. `status: 'failed'` is
   * the only documented filter. Further fields are sent unchanged.
   *
   * @example
   * for await (const log of client.webhooks.searchLogs({ instanceId: 'VZ1', status: 'failed' })) {
   *   process.stdout.write(`${log.id} ${log.createdAt}\n`);
   * }
   */
  searchLogs: flatPaged('POST /instances/:instanceId/webhook/logs/search', {
    requestSchema: openRequestObject({ status: z.string().optional(), page: pageNumber, size: pageSize }),
    responseSchema: pageSchema(log, {}, ['logs', 'items']),
    repeatable: true,
  }),
  /** Returns one delivery with its payload and attempts. */
  getLog: flat('GET /instances/:instanceId/webhook/logs/:logId', { responseSchema: log, repeatable: true }),
  /** Asks VZaps to deliver the payload of a log entry again. The call is not repeated. */
  retryLog: flat('POST /instances/:instanceId/webhook/logs/:logId/retry', {
    responseSchema: confirmation(openResponseObject({}).optional()),
  }),
};
