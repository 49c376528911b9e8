import * as z from 'zod';
import { flat, positional } from '../routes/define-route.ts';
import { anyId, done, opaque, string } from '../schema/common.ts';
import { optionalText, text } from '../schema/id.ts';
import { phone } from '../schema/phone.ts';
import { requestObject } from '../schema/request-object.ts';
import { confirmation, openResponseObject } from '../schema/response-object.ts';
import { webUrl } from '../schema/url.ts';

const flag = z.boolean().optional();

/**
 * `triggerType`: all, keyword, contains, starts_with, regex, advanced or none (documented). Other texts are accepted.
 */
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
const settings = requestObject(fields);
/** Requests name the id `typebotId`. A response has `id`, `typebot_id` or both, so both are filled in. */
const typebot = openResponseObject(
  { typebotId: anyId.optional(), id: anyId.optional(), ...fields, typebotUrl: string },
  { typebotId: ['id'], id: ['typebot_id'] },
);

/** Bots that are made with TypeBot. */
export const typebots = {
  /** Lists the bots of an instance. The response is not public, so it passes through unchanged. */
  list: positional('GET /instances/:instanceId/typebots', ['instanceId'], { responseSchema: opaque, repeatable: true }),
  /** Adds a bot. */
  create: flat('POST /instances/:instanceId/typebots', {
    requestSchema: settings,
    responseSchema: confirmation(typebot.default({})),
  }),
  /** Changes a bot. */
  update: flat('PATCH /instances/:instanceId/typebots/:typebotId', {
    requestSchema: settings,
    responseSchema: confirmation(typebot.optional()),
    repeatable: true,
  }),
  /** Deletes a bot. */
  delete: flat('DELETE /instances/:instanceId/typebots/:typebotId', { responseSchema: done, repeatable: true }),
  /** Lists the sessions of all bots. The response is not public, so it passes through unchanged. */
  listSessions: positional('GET /instances/:instanceId/typebots/sessions', ['instanceId'], {
    responseSchema: opaque,
    repeatable: true,
  }),
  /** Starts a session with a person. `typebotId` chooses the bot. */
  startSession: flat('POST /instances/:instanceId/typebots/:typebotId?/sessions/start', {
    requestSchema: requestObject({ phone, message: text, publicId: optionalText, pushName: optionalText }),
    responseSchema: done,
  }),
  /** Closes a session. */
  closeSession: flat('POST /instances/:instanceId/typebots/sessions/:session/close', {
    responseSchema: done,
    repeatable: true,
  }),
  /** Pauses a session. */
  pauseSession: flat('POST /instances/:instanceId/typebots/sessions/:session/pause', {
    responseSchema: done,
    repeatable: true,
  }),
};
