import type { VZapsEvent } from '@vzaps/core/events';

/** One line about an event, from its typed fields alone. */
export function describe(event: VZapsEvent): string {
  switch (event.type) {
    case 'Message': {
      const who = event.phone ? `phone ${event.phone}` : 'hidden number';
      const what = event.text === undefined ? event.content.kind : `"${event.text}"`;
      return event.media ? `${who}: ${event.media.kind}, ${what}` : `${who}: ${what}`;
    }
    case 'ReadReceipt':
      return `${event.state}: ${event.messageIds.length} message${event.messageIds.length === 1 ? '' : 's'}`;
    case 'Unknown':
      return event.issues.map(({ message }) => message).join('; ');
    default:
      return event.type;
  }
}
