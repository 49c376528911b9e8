import * as z from 'zod';
import { positional, positionalPaged } from '../routes/define-route.ts';
import { anyId, boolean, done, freeMap, opaque, string } from '../schema/common.ts';
import { eventNames, subscriptions } from '../schema/event-names.ts';
import { id, text } from '../schema/id.ts';
import { listInput } from '../schema/list-instances.ts';
import { page } from '../schema/page.ts';
import { openRequestBody, requestBody } from '../schema/request-object.ts';
import { answer, confirmation } from '../schema/response-object.ts';
import { webUrl } from '../schema/url.ts';

const creation = {
  name: text.min(3).max(255),
  webhook: webUrl.optional(),
  eventsSubscribe: subscriptions.optional(),
  rejectCalls: z.boolean().optional(),
  autoReadMessages: z.boolean().optional(),
  labels: freeMap.optional(),
};
const { name, ...others } = creation;
const changes = requestBody({ name: name.optional(), ...others });

/** An instance as it is listed. Beyond the id, a field may be missing: no route is documented to show all of them. */
const summary = {
  id: anyId,
  name: string,
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
const instance = answer(summary);
/** Of what VZaps has done already: that it is not shown, or not all of it, is no failure. */
const changed = { ...summary, id: anyId.optional() };
/** `token` opens the instance: VZaps advises to store it at once, and nothing shows it again. */
const created = answer({ ...summary, token: z.string().min(1) });
const action = confirmation(answer({ instanceId: string, status: string, details: string }).optional());

const subscription = confirmation(
  answer({ url: string, sessionId: string, mode: string, subscriptionId: string }).default({}),
  'url',
);

/** The numbers of an account. Creating, listing and billing need the owner's token. */
export const instances = {
  create: positional('PUT /instances/create', ['data'], { takes: requestBody(creation), gives: created }),
  /** Await it for a page, iterate it for every instance. `search` finds by name; `filter` goes out as it is. */
  list: positionalPaged('POST /instances/list', ['data?'], {
    takes: listInput,
    gives: page(instance, { summary: freeMap.optional() }),
    repeatable: true,
  }),
  get: positional('POST /instances/get', ['instanceId'], {
    takes: requestBody({ instanceId: id }, { instanceId: 'id' }),
    gives: instance,
    repeatable: true,
  }),
  update: positional('PATCH /instances/:instanceId', ['instanceId', 'data'], {
    takes: changes,
    gives: confirmation(answer(changed).optional()),
    repeatable: true,
  }),
  /** Not repeatable: a second restart would cut the connection that the first one made. */
  restart: positional('POST /instances/:instanceId/restart', ['instanceId'], { gives: action }),
  delete: positional('DELETE /instances/:instanceId', ['instanceId'], { gives: done, repeatable: true }),
  provision: positional('PUT /instances/provision', ['data'], {
    takes: requestBody(creation),
    gives: confirmation(answer({ ...changed, token: string }).default({})),
  }),
  /** What it takes and answers is not public: both go through as they are. */
  search: positional('POST /instances/search', ['data?'], {
    takes: openRequestBody({}),
    gives: opaque,
    repeatable: true,
  }),
  /** Starts paying for the instance. What else the body may hold is not public. */
  subscribe: positional('POST /instances/:instanceId/subscribe', ['instanceId', 'data?'], {
    takes: openRequestBody({ successUrl: webUrl.optional(), cancelUrl: webUrl.optional() }),
    gives: subscription,
    account: true,
  }),
  resumeSubscription: positional('POST /instances/:instanceId/resume-subscription', ['instanceId'], {
    gives: done,
    account: true,
  }),
  cancel: positional('PUT /instances/:instanceId/cancel', ['instanceId'], {
    gives: done,
    account: true,
    repeatable: true,
  }),
};
