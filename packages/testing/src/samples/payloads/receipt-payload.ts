import { newMessageId } from '../identities/ids.ts';
import { sourceOf } from '../identities/source.ts';
import { rfc3339 } from '../identities/time.ts';
import type { ReadReceiptSampleOptions } from '../options/event-options.ts';
import type { Payload } from '../wire/envelope.ts';

/** WhatsApp's own kind for each state of VZaps. */
const TYPES = new Map([
  ['Delivered', ''],
  ['Read', 'read'],
  ['ReadSelf', 'read-self'],
]);

export function receiptPayload(options: ReadReceiptSampleOptions): Payload {
  const { receiptType, messageIds = [newMessageId()], timestamp = new Date() } = options;
  const state = options.state ?? (receiptType === undefined ? 'Read' : undefined);
  return {
    type: 'ReadReceipt',
    ...(state !== undefined && { state }),
    event: {
      ...sourceOf(options),
      MessageIDs: messageIds,
      Timestamp: rfc3339(timestamp),
      Type: receiptType ?? TYPES.get(state ?? '') ?? state?.toLowerCase() ?? '',
      MessageSender: '',
    },
  };
}
