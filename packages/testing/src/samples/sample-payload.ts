import type { EventType } from '@vzaps/core/events';
import { checkSampleOptions, type SampleOptions, type SampleOptionsByType } from './options/sample-options.ts';
import { groupPayload } from './payloads/group-payload.ts';
import { historyPayload } from './payloads/history-payload.ts';
import { messagePayload } from './payloads/message-payload.ts';
import { chatPresencePayload, presencePayload } from './payloads/presence-payload.ts';
import { receiptPayload } from './payloads/receipt-payload.ts';
import { type Payload, wrapPayload } from './wire/envelope.ts';

const BUILDERS: { [T in EventType]: (options: SampleOptionsByType[T]) => Payload } = {
  Message: messagePayload,
  ReadReceipt: receiptPayload,
  Presence: presencePayload,
  ChatPresence: chatPresencePayload,
  HistorySync: historyPayload,
  Connected: () => ({ type: 'Connected', event: {} }),
  Disconnected: () => ({ type: 'Disconnected', event: {} }),
  GroupParticipantsAdd: (options) => groupPayload('GroupParticipantsAdd', options),
  GroupParticipantsRemove: (options) => groupPayload('GroupParticipantsRemove', options),
};

/**
 * Returns a payload as VZaps sends it, with new ids. For the two copies of a message from a hidden number, call it twice
 * with the same `messageId`, the first time with `partial: true`.
 *
 * @throws VZapsError `INVALID_OPTION` for an unknown event type, an unknown option or a wrong value.
 *
 * @example
 * import { samplePayload } from '@vzaps/testing';
 *
 * samplePayload('Message', { text: 'ping' });
 * samplePayload('Message', { kind: 'image', text: 'a caption', envelope: 'B', group: true });
 * samplePayload('Message', { kind: 'buttonReply', variant: 'flow', params: { size: 'L' } });
 * samplePayload('ReadReceipt', { state: 'Delivered', messageIds: ['3EB0C767D26A1B5F7A11'] });
 */
export function samplePayload<T extends EventType>(
  type: T,
  options: SampleOptions<T> = {} as SampleOptions<T>,
): Record<string, unknown> {
  checkSampleOptions('samplePayload', type, options);
  return wrapPayload(BUILDERS[type](options), options);
}
