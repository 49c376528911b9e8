import * as z from 'zod';
import { flat, flatPaged } from '../routes/define-route.ts';
import { boolean, done, string } from '../schema/common.ts';
import { text } from '../schema/id.ts';
import { media } from '../schema/media/media.ts';
import { page, pageNumber, pageSize } from '../schema/page.ts';
import { phone } from '../schema/phone.ts';
import { requestBody } from '../schema/request-object.ts';
import { confirmation, list, openAnswer } from '../schema/response-object.ts';
import { optionalText } from './send-route.ts';

const groupId = phone;
const participants = z.array(phone).min(1);
const picture = media('image/jpeg');

const participant = openAnswer(
  { jid: string, phone: string, isAdmin: boolean, isSuperAdmin: boolean },
  { jid: ['JID', 'id'], phone: ['phone_number', 'PhoneNumber'], isAdmin: ['IsAdmin'], isSuperAdmin: ['IsSuperAdmin'] },
);
/** What a group looks like is not public: likely fields, each under its likely spellings (lineage), all optional. */
const group = openAnswer(
  { groupId: string, name: string, description: string, participants: list(participant).optional() },
  {
    groupId: ['jid', 'JID', 'id'],
    name: ['group_name', 'Name', 'subject'],
    description: ['group_description', 'topic', 'Topic'],
    participants: ['Participants'],
  },
);
const invite = confirmation(
  openAnswer({ inviteLink: string }, { inviteLink: ['InviteLink', 'invite_url', 'link', 'url'] }).default({}),
  'inviteLink',
);

const change = <F extends Readonly<Record<string, z.ZodType>>>(fields: F) =>
  ({ takes: requestBody({ groupId, ...fields }), gives: done, repeatable: true }) as const;

/** Groups that the number is in. */
export const groups = {
  /** Await it for a page, iterate it for every group. */
  list: flatPaged('GET /instances/:instanceId/group/list', {
    takes: requestBody({ page: pageNumber, pageSize }),
    gives: page(group, {}, ['groups', 'Groups']),
    repeatable: true,
  }),
  get: flat('GET /instances/:instanceId/group/info', {
    takes: requestBody({ groupId }),
    gives: group,
    repeatable: true,
  }),
  /** `reset` makes a new link, and the old one worthless; hence not repeatable. */
  inviteLink: flat('GET /instances/:instanceId/group/invitelink', {
    takes: requestBody({ groupId, reset: z.boolean().optional() }),
    gives: invite,
  }),
  setPhoto: flat('POST /instances/:instanceId/group/photo', change({ image: picture })),
  setName: flat('POST /instances/:instanceId/group/name', change({ name: text })),
  setDescription: flat('POST /instances/:instanceId/group/description', change({ description: z.string() })),
  setSettings: flat(
    'POST /instances/:instanceId/group/settings',
    change({
      adminOnlyMessage: z.boolean().optional(),
      adminOnlySettings: z.boolean().optional(),
      delayMessage: z.number().min(0).optional(),
    }),
  ),
  create: flat('POST /instances/:instanceId/group/create', {
    takes: requestBody({
      groupName: text,
      participants,
      groupDescription: optionalText,
      groupImage: picture.optional(),
      delayMessage: z.number().min(0).optional(),
    }),
    gives: confirmation(group.default({})),
  }),
  addAdmin: flat('POST /instances/:instanceId/group/add-admin', change({ participants })),
  removeAdmin: flat('POST /instances/:instanceId/group/remove-admin', change({ participants })),
};
