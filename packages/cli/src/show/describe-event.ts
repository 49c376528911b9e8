import type { VZapsEvent } from '@vzaps/core/events';

/**
 * Describes an event in one line. Only the last four digits of a phone number are shown. Control characters, which
 * could move the cursor of the terminal, are shown as their code.
 */
export function describeEvent(event: VZapsEvent): string {
  return visible(summaryOf(event));
}

function summaryOf(event: VZapsEvent): string {
  switch (event.type) {
    case 'Message': {
      const sender = event.fromMe ? 'me' : (event.pushName ?? shortPhone(event.phone));
      const where = event.isGroup ? `${sender} (group)` : sender;
      const kind = event.content.kind;
      const text = event.text === undefined ? '' : JSON.stringify(event.text);
      return `${where}: ${kind === 'text' ? text : `${kind} ${text}`.trimEnd()}`;
    }
    case 'ReadReceipt': {
      const count = event.messageIds.length;
      return `${event.state ?? event.receiptType ?? 'receipt'}: ${count} message${count === 1 ? '' : 's'}`;
    }
    case 'GroupParticipantsAdd':
    case 'GroupParticipantsRemove':
      return `${event.participants.length} participant${event.participants.length === 1 ? '' : 's'}`;
    case 'Unknown':
      return event.claimedType ?? 'no type';
    default:
      return '';
  }
}

export function shortPhone(phone: string | undefined): string {
  return phone ? `…${phone.slice(-4)}` : 'hidden number';
}

/** Replaces control characters and characters that change the direction of text by their code. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
