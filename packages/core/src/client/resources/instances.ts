import * as z from 'zod';
import { positional, positionalPaged } from '../routes/define-route.ts';
import { anyId, boolean, done, freeMap, opaque, string } from '../schema/common.ts';
import { eventNames, subscriptionList } from '../schema/event-names.ts';
import { id, text } from '../schema/id.ts';
import { listInstancesRequest } from '../schema/list-instances.ts';
import { pageSchema } from '../schema/page.ts';
import { openRequestObject, requestObject } from '../schema/request-object.ts';
import { confirmation, responseObject } from '../schema/response-object.ts';
import { webUrl } from '../schema/url.ts';

const settings = {
  name: text.min(3).max(255),
  webhook: webUrl.optional(),
  // Sent as a list, as in the documentation's curl and quickstart. Only the webhook route takes a text with commas.
  eventsSubscribe: subscriptionList.optional(),
  rejectCalls: z.boolean().optional(),
  autoReadMessages: z.boolean().optional(),
  labels: freeMap.optional(),
};
const { name, ...otherSettings } = settings;

/** A row of a list. Only the id is required, since the documentation shows no response with all other fields. */
const instanceFields = {
  id: anyId,
  name: string,
  token: string,
  url: string,
  webhook: string,
  eventsSubscribe: eventNames.optional(),
  status: string,
  rejectCalls: boolean,
  autoReadMessages: boolean,
  labels: freeMap.optional(),
  connected: boolean,
  connectedAt: string,
  whatsappPushName: string,
  whatsappJid: string,
  billingStatus: string,
  createdAt: string,
  updatedAt: string,
  cancelAt: string,
  expiredAt: string,
};
const instance = responseObject(instanceFields);
/** After a change that VZaps confirmed, a missing field is no failure. */
const changedFields = { ...instanceFields, id: anyId.optional() };
/** VZaps advises to store `token` at once. */
const createdInstance = responseObject({ ...instanceFields, token: z.string().min(1) });
const actionResult = confirmation(responseObject({ instanceId: string, status: string, details: string }).optional());

const subscription = confirmation(
  responseObject({ url: string, sessionId: string, mode: string, subscriptionId: string }).default({}),
  'url',
);

/** The WhatsApp numbers of an account. Creating, listing and billing need the client secret. */
export const instances = {
  /**
   * Creates an instance. Store `data.token` at once: it grants access to the instance.
   *
   * @example
   * const { data } = await client.instances.create({ name: 'shop', eventsSubscribe: ['Message', 'ReadReceipt'] });
   */
  create: positional('PUT /instances/create', ['data'], {
    requestSchema: requestObject(settings),
    responseSchema: createdInstance,
  }),
  /**
   * Lists instances. `await` it for one page, or iterate it with `for await` for every instance. `search` finds by
   * name. `filter` is sent unchanged. Each row contains the `token` of the instance, which is a secret.
   *
   * Defaults: `page` 1, `size` 20, `sortDesc` false. They are always sent.
   *
   * @example
   * for await (const instance of client.instances.list({ search: 'shop' })) process.stdout.write(instance.id);
   */
  list: positionalPaged('POST /instances/list', ['data?'], {
    requestSchema: listInstancesRequest,
    responseSchema: pageSchema(instance, { summary: freeMap.optional() }),
    repeatable: true,
  }),
  /** Returns one instance, with its `token`, which is a secret. */
  get: positional('POST /instances/get', ['instanceId'], {
    requestSchema: requestObject({ instanceId: id }, { instanceId: 'id' }),
    responseSchema: instance,
    repeatable: true,
  }),
  /** Changes settings of an instance. Settings that are left out stay as they are. */
  update: positional('PATCH /instances/:instanceId', ['instanceId', 'data'], {
    requestSchema: requestObject({ name: name.optional(), ...otherSettings }),
    responseSchema: confirmation(responseObject(changedFields).optional()),
    repeatable: true,
  }),
  /** Restarts an instance. The call is not repeated: a second restart would end the connection of the first. */
  restart: positional('POST /instances/:instanceId/restart', ['instanceId'], { responseSchema: actionResult }),
  /** Deletes an instance. */
  delete: positional('DELETE /instances/:instanceId', ['instanceId'], { responseSchema: done, repeatable: true }),
  /** Creates an instance on the route that VZaps' SDKs call `provision`. The response is not public. */
  provision: positional('PUT /instances/provision', ['data'], {
    requestSchema: requestObject(settings),
    responseSchema: confirmation(responseObject(changedFields).default({})),
  }),
  /** Searches instances. Neither the request nor the response is public, so both pass through unchanged. */
  search: positional('POST /instances/search', ['data?'], {
    requestSchema: openRequestObject({}),
    responseSchema: opaque,
    repeatable: true,
  }),
  /** Starts the paid subscription of an instance. Further fields of the request are sent unchanged. */
  subscribe: positional('POST /instances/:instanceId/subscribe', ['instanceId', 'data?'], {
    requestSchema: openRequestObject({ successUrl: webUrl.optional(), cancelUrl: webUrl.optional() }),
    responseSchema: subscription,
    requiresAccessToken: true,
  }),
  /** Continues a subscription that was cancelled. */
  resumeSubscription: positional('POST /instances/:instanceId/resume-subscription', ['instanceId'], {
    responseSchema: done,
    requiresAccessToken: true,
  }),
  /** Cancels the subscription of an instance. */
  cancel: positional('PUT /instances/:instanceId/cancel', ['instanceId'], {
    responseSchema: done,
    requiresAccessToken: true,
    repeatable: true,
  }),
};
