import type { SentMessage } from '../options.ts';

/** `Delivered`: reached the device. `Read`: read by the recipient. `ReadSelf`: read on another own device (doc). */
export type ReceiptState = 'Delivered' | 'Read' | 'ReadSelf';

/** Builds the payload of a receipt. Its keys were seen in production. */
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
