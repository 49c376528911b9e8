import { freshMessageId } from '../identities/ids.ts';
import { sourceOf } from '../identities/source.ts';
import { rfc3339 } from '../identities/time.ts';
import type { ReadReceiptSampleOptions } from '../options.ts';

const KINDS = new Map([
  ['Delivered', ''],
  ['Read', 'read'],
  ['ReadSelf', 'read-self'],
]);

export function receiptPayload(facts: ReadReceiptSampleOptions) {
  const { state = 'Read', messageIds = [freshMessageId()], timestamp = new Date() } = facts;
  return {
    type: 'ReadReceipt',
    state,
    event: {
      ...sourceOf(facts),
      message_i_ds: messageIds,
      timestamp: rfc3339(timestamp),
      type: KINDS.get(state) ?? state.toLowerCase(),
      message_sender: '',
    },
  };
}
