import * as z from 'zod';
import { flat, positional } from '../routes/define-route.ts';
import { done, string } from '../schema/common.ts';
import { text } from '../schema/id.ts';
import { requestBody } from '../schema/request-object.ts';
import { confirmation, openAnswer } from '../schema/response-object.ts';
import { webUrl } from '../schema/url.ts';
import { optionalText } from './send-route.ts';

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
const settings = requestBody(fields);
/** `webhookUrl` and `tokenMasked` are read-only (doc). */
const config = openAnswer({ ...fields, url: string, webhookUrl: string, tokenMasked: string });

/** The bridge to Chatwoot. */
export const chatwoot = {
  get: positional('GET /instances/:instanceId/chatwoot', ['instanceId'], { gives: config, repeatable: true }),
  set: flat('POST /instances/:instanceId/chatwoot', {
    takes: settings,
    gives: confirmation(config.optional()),
    repeatable: true,
  }),
  delete: positional('DELETE /instances/:instanceId/chatwoot', ['instanceId'], { gives: done, repeatable: true }),
  /** `what`: contacts, messages or all. */
  triggerImport: flat('POST /instances/:instanceId/chatwoot/import/:what', { gives: done }),
};
