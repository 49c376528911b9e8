import * as z from 'zod';
import type { BaseEvent } from './base-event.ts';
import { defineEvent } from './define-event.ts';
import { later, number, object } from './wire/fields.ts';
import { numberOf } from './wire/number.ts';
import { isRecord } from './wire/record.ts';
import { snakeKeys } from './wire/snake-case.ts';

/** A conversation of the history, as WhatsApp's own format has it: validate what you use. */
export type HistoryConversation = Record<string, unknown>;

/** A part of the account's history, sent after a device was linked. */
export interface HistorySyncEvent extends BaseEvent {
  type: 'HistorySync';
  /** The kind of part: 0 first, 2 full, 3 recent, 4 names, 6 on demand; or a name. */
  syncType?: number | string;
  /** In per cent. */
  progress?: number;
  /** Which part this is. */
  chunkOrder?: number;
  /** In snake_case, and otherwise as delivered: not validated, since there may be megabytes of them. */
  conversations: HistoryConversation[];
}

const part = {
  sync_type: number('[lineage] The kind of part.'),
  progress: number('[lineage] In per cent.'),
  chunk_order: number('[lineage] Which part this is.'),
  conversations: later('[lineage] The conversations with their messages.', () => z.array(z.looseObject({}))),
  push_names: later('[lineage] Names of people.', () => z.array(z.looseObject({}))),
};

const schema = z.looseObject({
  type: z.literal('HistorySync').describe('[doc] The name of the event.'),
  event: z
    .looseObject({
      data: object('[lineage] The part; where it is missing, `event` is read as the part [unknown].', part),
      ...part,
    })
    .describe('[lineage] The history.'),
});

export const historySync = defineEvent<HistorySyncEvent, typeof schema>(schema, ({ event }, { recased }) => {
  const { sync_type, ...part } = event.data ?? event;
  const syncType = numberOf(sync_type) ?? (sync_type || undefined);
  const progress = numberOf(part.progress);
  const chunkOrder = numberOf(part.chunk_order);
  const flat = {
    type: 'HistorySync' as const,
    ...(syncType !== undefined && { syncType }),
    ...(progress !== undefined && { progress }),
    ...(chunkOrder !== undefined && { chunkOrder }),
  };
  return withConversations(flat, Array.isArray(part.conversations) ? part.conversations : [], recased);
});

/** Looks at the conversations only when somebody else does; only Go's casing needs a walk through each. */
function withConversations<T extends object>(flat: T, delivered: unknown[], recased: boolean) {
  let conversations: HistoryConversation[] | undefined;
  return Object.defineProperty(flat, 'conversations', {
    enumerable: true,
    configurable: true,
    get: () => (conversations ??= (recased ? snakeKeys(delivered) : delivered).filter(isRecord)),
  }) as T & Pick<HistorySyncEvent, 'conversations'>;
}
