import * as z from 'zod';
import type { Jid } from '../jid.ts';
import { required, text, time } from '../wire/fields.ts';
import { timeOf } from '../wire/time.ts';
import { contextField } from './context-info.ts';
import { defineNode } from './define-node.ts';

/** An invitation to a group. */
export interface GroupInviteContent {
  kind: 'groupInvite';
  group: Jid;
  name?: string;
  code?: string;
  expiresAt?: Date;
  caption?: string;
}

export const groupInvite = defineNode(
  z
    .looseObject({
      group_jid: required('[lineage] The group.'),
      group_name: text("[lineage] The group's name."),
      invite_code: text('[lineage] The code that lets one in.'),
      invite_expiration: time('[lineage] Until when, in seconds since 1970.'),
      caption: text('[lineage] What the sender wrote to it.'),
      ...contextField,
    })
    .describe('[lineage] An invitation to a group.'),
  (node) => {
    const expiresAt = timeOf(node.invite_expiration);
    return {
      kind: 'groupInvite',
      group: node.group_jid,
      ...(node.group_name && { name: node.group_name }),
      ...(node.invite_code && { code: node.invite_code }),
      ...(expiresAt && { expiresAt }),
      ...(node.caption && { caption: node.caption }),
    };
  },
);
