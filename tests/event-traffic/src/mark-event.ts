import type { VZapsEvent } from '@vzaps/core/events';

/**
 * Recognises an event of the traffic in a handler. Equal marks belong to one occurrence: compare the marks that a handler
 * saw with `Traffic.expected`.
 */
export function markEvent(event: VZapsEvent): string {
  switch (event.type) {
    case 'Message': {
      const content = event.content.kind === 'edit' ? event.content.content : event.content;
      const text = event.text ?? ('text' in content ? content.text : undefined);
      return text ?? `companion ${event.timestamp?.toISOString()}`;
    }
    case 'ReadReceipt':
      return `receipt ${event.timestamp?.toISOString()}`;
    case 'Presence':
      return `presence ${event.sender}`;
    default:
      return `unexpected ${event.type} ${JSON.stringify(event.raw)}`;
  }
}
