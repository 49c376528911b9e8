import { lazy, list, literal, number, object, requiredObject } from '../wire/fields.ts';
import { isRecord } from '../wire/is-record.ts';
import { omitAbsent } from '../wire/omit-absent.ts';
import { parseNumber } from '../wire/parse-number.ts';
import { toSnakeKeys } from '../wire/snake-case.ts';
import type { BaseEvent } from './base-event.ts';
import { defineEvent } from './define-event.ts';

/** A conversation of the history in WhatsApp's own form. It is not validated: validate the fields that you use. */
export type HistoryConversation = Record<string, unknown>;

/** A part of the account's history. WhatsApp sends it after a device was linked. */
export interface HistorySyncEvent extends BaseEvent {
  type: 'HistorySync';
  /** The kind of the part: 0 first, 2 full, 3 recent, 4 names, 6 on demand; or a name. */
  syncType?: number | string;
  /** The progress of the whole sync, in per cent. */
  progress?: number;
  /** The number of this part. */
  chunkOrder?: number;
  /** The conversations, with keys in snake_case. They are not validated, because there may be megabytes of them. */
  conversations: HistoryConversation[];
}

const anyObjects = (about: string) => lazy(about, list('', requiredObject('', {})));

const part = {
  sync_type: number('[lineage] The kind of the part.'),
  progress: number('[lineage] The progress, in per cent.'),
  chunk_order: number('[lineage] The number of the part.'),
  conversations: anyObjects('[lineage] The conversations with their messages.'),
  pushnames: anyObjects("[lineage] Names of people, under the name of the protobuf's JSON."),
  push_names: anyObjects('[unknown] Names of people, under the snake_case of `PushNames`.'),
};

const shape = requiredObject('', {
  type: literal('[doc] The name of the event.', 'HistorySync'),
  event: requiredObject('[lineage] The history.', {
    data: object('[lineage] The part. If it is missing, `event` is read as the part [unknown].', part),
    ...part,
  }),
});

export const historySync = defineEvent<HistorySyncEvent, typeof shape.fields>(
  'HistorySync',
  shape,
  ({ event }, { isRenamed }) => {
    const { sync_type, ...part } = event.data ?? event;
    const flat = {
      type: 'HistorySync' as const,
      ...omitAbsent({
        syncType: parseNumber(sync_type) ?? sync_type,
        progress: parseNumber(part.progress),
        chunkOrder: parseNumber(part.chunk_order),
      }),
    };
    return withConversations(flat, Array.isArray(part.conversations) ? part.conversations : [], isRenamed);
  },
);

/** Adds the conversations as a getter: megabytes are filtered and renamed only if a handler reads them. */
function withConversations<T extends object>(flat: T, delivered: unknown[], isRenamed: boolean) {
  let conversations: HistoryConversation[] | undefined;
  return Object.defineProperty(flat, 'conversations', {
    enumerable: true,
    configurable: true,
    get: () => (conversations ??= (isRenamed ? toSnakeKeys(delivered) : delivered).filter(isRecord)),
  }) as T & Pick<HistorySyncEvent, 'conversations'>;
}
