import { createReceiptKey } from '../identity/receipt-key.ts';
import { anyText, list, literal, requiredObject, text, time } from '../wire/fields.ts';
import { parseTimestamp } from '../wire/parse-timestamp.ts';
import type { BaseEvent } from './base-event.ts';
import { defineEvent, type EnvelopeField, rejectField } from './define-event.ts';
import { type MessageSource, readSource, sourceFields } from './message-source.ts';

/** How far messages got. VZaps may add states. `Read` may come before `Delivered`, or without it. */
export type ReceiptState = 'Delivered' | 'Read' | 'ReadSelf' | (string & {});

/** Messages reached a device, or were read. */
export interface ReadReceiptEvent
  extends BaseEvent,
    Pick<MessageSource, 'fromMe' | 'isGroup'>,
    Partial<Pick<MessageSource, 'chat' | 'sender' | 'phone' | 'conversation'>> {
  type: 'ReadReceipt';
  /**
   * `Delivered` to the device, `Read` by the other side, `ReadSelf` by this account on another device, or a state that
   * VZaps may add. Absent for kinds of receipts without a VZaps state: see `receiptType`.
   */
  state?: ReceiptState;
  /** WhatsApp's own name of the receipt's kind, for example `read`, `played-self`, `retry` or `server-error`. */
  receiptType?: string;
  /** The ids of the messages. Several messages that are read at the same time come in one receipt. */
  messageIds: string[];
  /** When the messages were delivered or read. */
  timestamp?: Date;
}

const shape = requiredObject('', {
  type: literal('[doc] The name of the event.', 'ReadReceipt'),
  state: text(
    '[doc] `Delivered` to the device, `Read` by the other side, `ReadSelf` by this account on another device.',
  ),
  event: requiredObject('[seen] The receipt.', {
    ...sourceFields,
    chat: text('[seen] The JID of the conversation.'),
    message_i_ds: list('[seen] The ids of the messages. VZaps converts `MessageIDs` to this name.', anyText('')),
    message_ids: list('[unknown] Used if `message_i_ds` is missing.', anyText('')),
    timestamp: time('[seen] When, RFC 3339.'),
    type: text("[lineage] The receipt's own kind (`read`, `read-self`, empty): not the name of the event."),
    message_sender: text(
      "[lineage] The author of the message, if this account read another person's message in a group.",
    ),
  }),
});

// The states that wuzapi makes of WhatsApp's own kinds [lineage].
const STATES = new Map([
  ['', 'Delivered'],
  ['read', 'Read'],
  ['read-self', 'ReadSelf'],
  ['played', 'Played'],
]);

export const readReceipt = defineEvent<ReadReceiptEvent, typeof shape.fields>('ReadReceipt', shape, (payload) => {
  const { event: wire } = payload;
  const messageIds = (wire.message_i_ds ?? wire.message_ids ?? []).filter((id): id is string => Boolean(id));
  if (messageIds.length === 0) return rejectField('event.message_i_ds', 'ids of messages');
  const source = readSource(wire);
  const state = payload.state || STATES.get(wire.type ?? 'none');
  const timestamp = parseTimestamp(wire.timestamp);
  const event: Omit<ReadReceiptEvent, EnvelopeField> = {
    type: 'ReadReceipt',
    messageIds,
    fromMe: wire.is_from_me === true,
    isGroup: source?.isGroup ?? wire.chat?.endsWith('@g.us') ?? false,
  };
  const key = createReceiptKey(state ?? (wire.type || undefined), source, messageIds);
  if (key !== undefined) event.key = key;
  if (state !== undefined) event.state = state;
  if (wire.type) event.receiptType = wire.type;
  if (source !== undefined) {
    event.chat = source.chat;
    event.sender = source.sender;
    event.conversation = source.conversation;
    if (source.phone !== undefined) event.phone = source.phone;
  } else if (wire.chat) {
    event.chat = wire.chat;
    event.conversation = wire.chat;
  } else if (wire.sender) event.sender = wire.sender;
  if (timestamp !== undefined) event.timestamp = timestamp;
  return event;
});
