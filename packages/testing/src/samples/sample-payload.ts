import type { EventType } from '@vzaps/core/events';
import type { FactsByType, SampleOptions } from './options.ts';
import { connectionPayload, groupPayload, historyPayload } from './payloads/account-payload.ts';
import { messagePayload } from './payloads/message-payload.ts';
import { chatPresencePayload, presencePayload } from './payloads/presence-payload.ts';
import { receiptPayload } from './payloads/receipt-payload.ts';
import { envelop } from './wire/envelope.ts';

const PAYLOADS: { [T in EventType]: (facts: FactsByType[T]) => { type: string; event: unknown } } = {
  Message: messagePayload,
  ReadReceipt: receiptPayload,
  Presence: presencePayload,
  ChatPresence: chatPresencePayload,
  HistorySync: historyPayload,
  Connected: () => connectionPayload('Connected'),
  Disconnected: () => connectionPayload('Disconnected'),
  GroupParticipantsAdd: (facts) => groupPayload('GroupParticipantsAdd', facts),
  GroupParticipantsRemove: (facts) => groupPayload('GroupParticipantsRemove', facts),
};

/**
 * What VZaps would send: a payload with fresh ids, in each envelope and casing. Give it the same `messageId` twice,
 * first with `partial: true`, for the twins of a hidden number.
 */
export function samplePayload<T extends EventType>(
  type: T,
  options: SampleOptions<T> = {} as SampleOptions<T>,
): Record<string, unknown> {
  return envelop(PAYLOADS[type](options), options);
}
