import * as z from 'zod';
import { EVENT_TYPES, type EventType } from '../../events/event-type.ts';
import { nearestEventType } from '../../events/nearest-event-type.ts';

/** `All` subscribes to everything; it is never an event's own type. */
export type Subscription = EventType | 'All';

const KNOWN: ReadonlySet<string> = new Set([...EVENT_TYPES, 'All']);

/**
 * The events to subscribe to, as a list or with commas; sent with commas and no spaces, as the documentation has it.
 * Names are exact. A wrong one is refused here, since what VZaps does with it is not known.
 */
export const subscriptions = z
  .custom<readonly Subscription[] | string>(isNames, 'must be a list of event names, or names with commas')
  .transform((given, context) => {
    const names = (typeof given === 'string' ? given.split(',') : given).map((name) => name.trim());
    if (names.length === 0) context.addIssue('must name an event; leave it out to keep the subscription as it is');
    names.forEach((name, index) => {
      if (KNOWN.has(name)) return;
      const message = `VZaps has no event ${JSON.stringify(name)}: ${correction(name)}`;
      context.addIssue({ code: 'custom', message, path: typeof given === 'string' ? [] : [index] });
    });
    return names.join(',');
  });

/** Event names in an answer: VZaps writes them as a list in one place and with commas in another. */
export const eventNames = z.preprocess((input) => {
  if (input === null || input === undefined) return [];
  return typeof input === 'string'
    ? input
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean)
    : input;
}, z.array(z.string())) as unknown as z.ZodType<Subscription[]>;

function correction(name: string): string {
  const nearest = nearestEventType(name);
  return nearest ? `did you mean ${nearest}?` : `there are ${[...KNOWN].join(', ')}`;
}

function isNames(input: unknown): boolean {
  return typeof input === 'string' || (Array.isArray(input) && input.every((name) => typeof name === 'string'));
}
