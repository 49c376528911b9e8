import type { VZapsEvent } from '@vzaps/core/events';

/** Describes an event in one short line, from its typed fields only. */
export function describeEvent(event: VZapsEvent): string {
  switch (event.type) {
    case 'Message': {
      const sender = event.phone ? `…${event.phone.slice(-4)}` : 'hidden number';
      const content = event.text === undefined ? event.content.kind : `"${event.text}"`;
      return event.media ? `${sender}: ${event.media.kind}, ${content}` : `${sender}: ${content}`;
    }
    case 'ReadReceipt':
      return `${event.state}: ${event.messageIds.length} message${event.messageIds.length === 1 ? '' : 's'}`;
    case 'Unknown':
      return event.issues.map(({ message }) => message).join('; ');
    default:
      return event.type;
  }
}
