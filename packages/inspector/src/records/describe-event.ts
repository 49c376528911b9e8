import type { VZapsEvent } from '@vzaps/core/events';

const MAX_SUMMARY_LENGTH = 300;
const MAX_SEARCH_LENGTH = 1_000;

/** What a list shows of an event. */
export interface EventDescription {
  summary: string;
  search: string;
  from?: string;
}

export function describeEvent(event: VZapsEvent): EventDescription {
  const from = senderOf(event);
  const summary = cut(summaryOf(event), MAX_SUMMARY_LENGTH);
  const search = cut(searchTextOf(event).toLowerCase(), MAX_SEARCH_LENGTH);
  return from === undefined ? { summary, search } : { summary, search, from };
}

function senderOf(event: VZapsEvent): string | undefined {
  if (event.type === 'Message') return event.pushName ?? event.phone ?? event.sender;
  if (event.type === 'ReadReceipt') return event.phone ?? event.sender ?? event.chat;
  if ('phone' in event && event.phone !== undefined) return event.phone;
  if ('chat' in event) return event.chat;
  return undefined;
}

function summaryOf(event: VZapsEvent): string {
  switch (event.type) {
    case 'Message':
      return event.text ?? wordsOf(event.content.kind);
    case 'ReadReceipt':
      return `${event.state ?? event.receiptType ?? 'receipt'}: ${countOf(event.messageIds, 'message')}`;
    case 'GroupParticipantsAdd':
    case 'GroupParticipantsRemove':
      return countOf(event.participants, 'participant');
    case 'Unknown':
      return event.issues.map(({ path, message }) => `${path} ${message}`.trim()).join('; ');
    default:
      return wordsOf(event.type);
  }
}

function searchTextOf(event: VZapsEvent): string {
  const { phone, chat, sender, pushName, text, messageId, messageIds } = event as {
    phone?: string;
    chat?: string;
    sender?: string;
    pushName?: string;
    text?: string;
    messageId?: string;
    messageIds?: string[];
  };
  // The ids come first, because the text can be long.
  const ids = messageIds?.slice(0, 10) ?? [];
  return [event.id, messageId, ...ids, phone, chat, sender, pushName, text].filter(Boolean).join('\n');
}

function countOf(list: readonly unknown[], noun: string): string {
  return `${list.length} ${noun}${list.length === 1 ? '' : 's'}`;
}

/** `buttonReply` → `button reply`. */
function wordsOf(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Cuts between two characters, never inside a surrogate pair. */
function cut(text: string, length: number): string {
  return text.length <= length
    ? text
    : text
        .slice(0, length - 1)
        .replace(/[\uD800-\uDBFF]$/, '')
        .concat('…');
}
