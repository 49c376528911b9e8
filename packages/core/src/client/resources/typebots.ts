import * as z from 'zod';
import { flat, positional } from '../routes/define-route.ts';
import { anyId, done, opaque, string } from '../schema/common.ts';
import { text } from '../schema/id.ts';
import { phone } from '../schema/phone.ts';
import { requestBody } from '../schema/request-object.ts';
import { confirmation, openAnswer } from '../schema/response-object.ts';
import { webUrl } from '../schema/url.ts';
import { optionalText } from './send-route.ts';

const flag = z.boolean().optional();

/** `triggerType`: all, keyword, contains, starts_with, regex, advanced or none (doc); others may come. */
const fields = {
  enabled: flag,
  description: optionalText,
  typebotUrl: webUrl.optional(),
  publicId: optionalText,
  triggerType: optionalText,
  triggerOperator: optionalText,
  triggerValue: optionalText,
  priority: z.number().optional(),
  expireInMinutes: z.number().optional(),
  keywordFinish: optionalText,
  defaultDelayMs: z.number().optional(),
  unknownMessage: optionalText,
  listenFromMe: flag,
  stopBotFromMe: flag,
  keepOpen: flag,
  debounceMs: z.number().optional(),
  ignoreGroups: flag,
  transcribeAudio: flag,
};
const settings = requestBody(fields);
const typebot = openAnswer({ id: anyId.optional(), ...fields, typebotUrl: string }, { id: ['typebot_id'] });

/** Bots made with TypeBot. */
export const typebots = {
  list: positional('GET /instances/:instanceId/typebots', ['instanceId'], { gives: opaque, repeatable: true }),
  create: flat('POST /instances/:instanceId/typebots', { takes: settings, gives: confirmation(typebot.default({})) }),
  update: flat('PATCH /instances/:instanceId/typebots/:typebotId', {
    takes: settings,
    gives: confirmation(typebot.optional()),
    repeatable: true,
  }),
  delete: flat('DELETE /instances/:instanceId/typebots/:typebotId', { gives: done, repeatable: true }),
  listSessions: positional('GET /instances/:instanceId/typebots/sessions', ['instanceId'], {
    gives: opaque,
    repeatable: true,
  }),
  /** Begins a conversation; with a `typebotId`, by that bot. */
  startSession: flat('POST /instances/:instanceId/typebots/:typebotId?/sessions/start', {
    takes: requestBody({ phone, message: text, publicId: optionalText, pushName: optionalText }),
    gives: done,
  }),
  closeSession: flat('POST /instances/:instanceId/typebots/sessions/:session/close', { gives: done, repeatable: true }),
  pauseSession: flat('POST /instances/:instanceId/typebots/sessions/:session/pause', { gives: done, repeatable: true }),
};
