import * as z from 'zod';
import { flat, positional } from '../routes/define-route.ts';
import { done, string } from '../schema/common.ts';
import { optionalText, text } from '../schema/id.ts';
import { requestObject } from '../schema/request-object.ts';
import { confirmation, openResponseObject } from '../schema/response-object.ts';
import { webUrl } from '../schema/url.ts';

const flag = z.boolean().optional();

const fields = {
  enabled: flag,
  url: webUrl.optional(),
  accountId: z.union([text, z.number()]).optional(),
  token: optionalText,
  nameInbox: optionalText,
  signMsg: flag,
  signDelimiter: optionalText,
  number: optionalText,
  reopenConversation: flag,
  conversationPending: flag,
  importContacts: flag,
  importMessages: flag,
  daysLimitImportMessages: z.int().min(0).optional(),
  autoCreate: flag,
  organization: optionalText,
  logo: optionalText,
  ignoreJids: z.union([z.string(), z.array(z.string())]).optional(),
  ignoreGroups: flag,
};
/** `webhookUrl` and `tokenMasked` are read-only (documented). */
const config = openResponseObject({ ...fields, url: string, webhookUrl: string, tokenMasked: string });

/** The connection of an instance to Chatwoot. */
export const chatwoot = {
  /** Returns the configuration. */
  get: positional('GET /instances/:instanceId/chatwoot', ['instanceId'], { responseSchema: config, repeatable: true }),
  /** Sets the configuration. */
  set: flat('POST /instances/:instanceId/chatwoot', {
    requestSchema: requestObject(fields),
    responseSchema: confirmation(config.optional()),
    repeatable: true,
  }),
  /** Deletes the configuration. */
  delete: positional('DELETE /instances/:instanceId/chatwoot', ['instanceId'], {
    responseSchema: done,
    repeatable: true,
  }),
  /** Starts an import. `what` is `contacts`, `messages` or `all`. The call is not repeated. */
  triggerImport: flat('POST /instances/:instanceId/chatwoot/import/:what', { responseSchema: done }),
};
