import * as z from 'zod';
import type { BaseEvent } from './base-event.ts';
import { defineEvent, type Told } from './define-event.ts';
import { readSource, type Source, sourceFields } from './source.ts';
import { list, text, time } from './wire/fields.ts';
import { timeOf } from './wire/time.ts';

/** How far messages came. VZaps may add states; `Read` may come before `Delivered`, or without it. */
export type ReceiptState = 'Delivered' | 'Read' | 'ReadSelf' | (string & {});

/** Messages reached a device, or were read. */
export interface ReadReceiptEvent
  extends BaseEvent,
    Partial<Pick<Source, 'chat' | 'sender' | 'phone' | 'conversation'>>,
    Pick<Source, 'fromMe' | 'isGroup'> {
  type: 'ReadReceipt';
  /** `Delivered` to the device, `Read` by the other side, `ReadSelf` by this account on another device, … */
  state?: ReceiptState;
  /** WhatsApp's own name of the receipt's kind, for example `read`, `played-self` or `retry`. */
  receiptType?: string;
  /** The messages; several read at once come in one receipt. */
  messageIds: string[];
  /** When. */
  timestamp?: Date;
}

const schema = z.looseObject({
  type: z.literal('ReadReceipt').describe('[doc] The name of the event.'),
  state: text('[doc] `Delivered` to the device, `Read` by the other side, `ReadSelf` by this account elsewhere.'),
  event: z
    .looseObject({
      ...sourceFields,
      message_i_ds: list(
        '[seen] The ids of the messages. The name is what a machine made of `MessageIDs`.',
        z.string(),
      ),
      message_ids: list('[unknown] Read where `message_i_ds` is missing: the name that one would expect.', z.string()),
      timestamp: time('[seen] When, RFC 3339.'),
      type: text("[lineage] The receipt's own kind (`read`, `read-self`, empty): not the name of the event."),
      message_sender: text("[lineage] Whose message it was, where this account read another's message in a group."),
    })
    .describe('[seen] The receipt.'),
});

// lineage: what the states are made of.
const STATES = new Map([
  ['', 'Delivered'],
  ['read', 'Read'],
  ['read-self', 'ReadSelf'],
  ['played', 'Played'],
]);

export const readReceipt = defineEvent<ReadReceiptEvent, typeof schema>(schema, ({ state: told, event: wire }) => {
  const source = readSource(wire);
  if (source === undefined) return { issues: [{ path: 'event.sender', message: 'expected a JID' }] };
  const state = told || STATES.get(wire.type ?? 'none');
  if (state === undefined) return { issues: [{ path: 'state', message: 'expected a state' }] };
  const messageIds = (wire.message_i_ds ?? wire.message_ids ?? []).flatMap((id) => id || []);
  if (messageIds.length === 0) return { issues: [{ path: 'event.message_i_ds', message: 'expected ids of messages' }] };
  const { chat, sender, phone, fromMe, isGroup, conversation } = source;
  const event: Omit<ReadReceiptEvent, Told> = {
    type: 'ReadReceipt',
    // Two people of a group read the same message: the sender is part of what a receipt is.
    key: `${state}|${chat}|${sender}|${messageIds.join(',')}`,
    state,
    messageIds,
    chat,
    sender,
    fromMe,
    isGroup,
    conversation,
  };
  const timestamp = timeOf(wire.timestamp);
  if (phone !== undefined) event.phone = phone;
  if (timestamp !== undefined) event.timestamp = timestamp;
  return event;
});
