import type { Jid } from '../jid.ts';
import { required, requiredObject, text, time } from '../wire/fields.ts';
import { omitAbsent } from '../wire/omit-absent.ts';
import { parseTimestamp } from '../wire/parse-timestamp.ts';
import { contextField } from './context-info.ts';
import { type ContentNodes, defineNode } from './define-node.ts';

/** An invitation to a group. */
export interface GroupInviteContent {
  kind: 'groupInvite';
  /** The group. */
  group: Jid;
  /** The name of the group. */
  name?: string;
  /** The code that joining the group needs. */
  code?: string;
  /** When the invitation expires. */
  expiresAt?: Date;
  /** What the sender wrote to the invitation. */
  caption?: string;
}

const shape = requiredObject('[lineage] An invitation to a group.', {
  group_jid: required('[lineage] The group.'),
  group_name: text("[lineage] The group's name."),
  invite_code: text('[lineage] The code that joining needs.'),
  invite_expiration: time('[lineage] When the invitation expires, in seconds since 1970.'),
  caption: text('[lineage] What the sender wrote.'),
  ...contextField,
});

export const groupInvite: ContentNodes<GroupInviteContent> = {
  group_invite_message: defineNode(shape, (node) => {
    return {
      kind: 'groupInvite',
      group: node.group_jid,
      ...omitAbsent({
        name: node.group_name,
        code: node.invite_code,
        expiresAt: parseTimestamp(node.invite_expiration),
        caption: node.caption,
      }),
    };
  }),
};
