import * as z from 'zod';
import { flat, flatPaged } from '../routes/define-route.ts';
import { boolean, done, string } from '../schema/common.ts';
import { optionalText, text } from '../schema/id.ts';
import { media } from '../schema/media/media.ts';
import { pageNumber, pageSchema, pageSize } from '../schema/page.ts';
import { phone } from '../schema/phone.ts';
import { requestObject } from '../schema/request-object.ts';
import { confirmation, list, openResponseObject } from '../schema/response-object.ts';

const groupId = phone;
const participants = z.array(phone).min(1);
const picture = media('image/jpeg');

const participant = openResponseObject(
  { jid: string, phone: string, isAdmin: boolean, isSuperAdmin: boolean },
  { jid: ['JID', 'id'], phone: ['phone_number', 'PhoneNumber'], isAdmin: ['IsAdmin'], isSuperAdmin: ['IsSuperAdmin'] },
);
/** The response is not public. These are likely fields under their likely spellings, and all are optional. */
const group = openResponseObject(
  { groupId: string, name: string, description: string, participants: list(participant).optional() },
  {
    groupId: ['jid', 'JID', 'id'],
    name: ['group_name', 'Name', 'subject'],
    description: ['group_description', 'topic', 'Topic'],
    participants: ['Participants'],
  },
);
const invite = confirmation(
  openResponseObject({ inviteLink: string }, { inviteLink: ['InviteLink', 'invite_url', 'link', 'url'] }).default({}),
  'inviteLink',
);

const change = <F extends Readonly<Record<string, z.ZodType>>>(fields: F) =>
  ({ requestSchema: requestObject({ groupId, ...fields }), responseSchema: done, repeatable: true }) as const;

/** The groups of a number. */
export const groups = {
  /**
   * Lists groups. `await` it for one page, or iterate it with `for await` for every group.
   *
   * @example
   * for await (const group of client.groups.list({ instanceId: 'VZ1' })) process.stdout.write(group.name ?? '');
   */
  list: flatPaged('GET /instances/:instanceId/group/list', {
    requestSchema: requestObject({ page: pageNumber, pageSize }),
    responseSchema: pageSchema(group, {}, ['groups', 'Groups']),
    repeatable: true,
  }),
  /** Returns one group. */
  get: flat('GET /instances/:instanceId/group/info', {
    requestSchema: requestObject({ groupId }),
    responseSchema: group,
    repeatable: true,
  }),
  /** Returns the invite link. `reset: true` makes a new link and disables the old one, so the call is not repeated. */
  inviteLink: flat('GET /instances/:instanceId/group/invitelink', {
    requestSchema: requestObject({ groupId, reset: z.boolean().optional() }),
    responseSchema: invite,
  }),
  /** Sets the picture of a group. */
  setPhoto: flat('POST /instances/:instanceId/group/photo', change({ image: picture })),
  /** Sets the name of a group. */
  setName: flat('POST /instances/:instanceId/group/name', change({ name: text })),
  /** Sets the description of a group. */
  setDescription: flat('POST /instances/:instanceId/group/description', change({ description: z.string() })),
  /** Sets who may write messages and who may change settings. */
  setSettings: flat(
    'POST /instances/:instanceId/group/settings',
    change({
      adminOnlyMessage: z.boolean().optional(),
      adminOnlySettings: z.boolean().optional(),
      delayMessage: z.number().min(0).optional(),
    }),
  ),
  /**
   * Creates a group with at least one participant.
   *
   * @example
   * await client.groups.create({ instanceId: 'VZ1', groupName: 'Team', participants: ['5511999999999'] });
   */
  create: flat('POST /instances/:instanceId/group/create', {
    requestSchema: requestObject({
      groupName: text,
      participants,
      groupDescription: optionalText,
      groupImage: picture.optional(),
      delayMessage: z.number().min(0).optional(),
    }),
    responseSchema: confirmation(group.default({})),
  }),
  /** Makes participants admins. */
  addAdmin: flat('POST /instances/:instanceId/group/add-admin', change({ participants })),
  /** Makes admins ordinary participants. */
  removeAdmin: flat('POST /instances/:instanceId/group/remove-admin', change({ participants })),
};
