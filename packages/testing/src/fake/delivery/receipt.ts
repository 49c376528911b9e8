import type { SentMessage } from '../options.ts';

/** `Delivered` reached the device, `Read` was read by the other side, `ReadSelf` on another device of ours (doc). */
export type ReceiptState = 'Delivered' | 'Read' | 'ReadSelf';

/** The payload of a receipt; its keys were seen in production. */
export function receiptFor({ phone, messageId }: SentMessage, state: ReceiptState = 'Delivered'): unknown {
  const chat = phone.includes('@') ? phone : `${phone}@s.whatsapp.net`;
  return {
    type: 'ReadReceipt',
    state,
    event: {
      chat,
      sender: chat,
      sender_alt: '',
      is_from_me: false,
      is_group: chat.endsWith('@g.us'),
      message_i_ds: [messageId],
      timestamp: new Date().toISOString(),
      type: state === 'Delivered' ? '' : 'read',
      message_sender: '',
    },
  };
}
