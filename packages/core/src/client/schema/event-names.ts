import * as z from 'zod';
import { nearestEventType } from '../../events/nearest-event-type.ts';
import { EVENT_TYPES, type EventType } from '../../events/registry.ts';

/** What an instance can subscribe to. `All` means every event. It is never the type of an event. */
export type Subscription = EventType | 'All';

const KNOWN: ReadonlySet<string> = new Set([...EVENT_TYPES, 'All']);

/**
 * The events to subscribe to, as a list or as a string of names with commas between them. The result is a list of exact names.
 *
 * An unknown name is refused here, because it is not documented what VZaps does with it.
 */
export const subscriptionList = z
  .custom<readonly Subscription[] | string>(
    isNames,
    'must be a list of event names, or a string of names with commas between them',
  )
  .transform((given, context) => {
    const names = (typeof given === 'string' ? given.split(',') : given).map((name) => name.trim());
    if (names.length === 0) context.addIssue('must name an event. Leave the field out to keep the subscription');
    names.forEach((name, index) => {
      if (KNOWN.has(name)) return;
      const message = `VZaps has no event ${JSON.stringify(name)}: ${suggest(name)}`;
      context.addIssue({ code: 'custom', message, path: typeof given === 'string' ? [] : [index] });
    });
    return names;
  });

/** The same as one string with commas and no spaces, as the webhook route is documented. */
export const subscriptionText = subscriptionList.transform((names) => names.join(','));

/** Event names in a response. VZaps writes a list on one route, and a string with commas between the names on another. */
export const eventNames = z.preprocess((input) => {
  if (input === null || input === undefined) return [];
  return typeof input === 'string'
    ? input
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean)
    : input;
}, z.array(z.string())) as unknown as z.ZodType<Subscription[]>;

function suggest(name: string): string {
  const nearest = nearestEventType(name);
  return nearest ? `did you mean ${nearest}?` : `there are ${[...KNOWN].join(', ')}`;
}

function isNames(input: unknown): boolean {
  return typeof input === 'string' || (Array.isArray(input) && input.every((name) => typeof name === 'string'));
}
