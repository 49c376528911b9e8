import { VZapsError } from '../../errors.ts';
import { EVENT_TYPES, type EventOf, type EventType, nearestEventType, type VZapsEvent } from '../../events/index.ts';
import type { BaseContext, EventContext } from './context.ts';

/** Handles one event. What it returns is awaited; what it throws makes the outcome `failed`. */
export type EventHandler<T extends EventType | 'Unknown' = EventType | 'Unknown', C = undefined> = (
  event: EventOf<T>,
  ctx: EventContext<C, T>,
) => unknown;

/** A handler as the receiver keeps it, its event type forgotten. */
export type AnyHandler = (event: VZapsEvent, ctx: BaseContext) => unknown;

export interface Handlers {
  add(types: string | readonly string[], handler: AnyHandler): void;
  for(type: string): readonly AnyHandler[];
  /** Verified JSON that somebody waits for, in a shape that cannot be typed, and nobody listens to `Unknown`. */
  isUnprocessable(event: VZapsEvent): event is EventOf<'Unknown'>;
}

export function createHandlers(): Handlers {
  const byType = new Map<string, AnyHandler[]>();
  const of = (type: string): readonly AnyHandler[] => byType.get(type) ?? [];
  return {
    add(types, handler) {
      const list = typeof types === 'string' ? [types] : types;
      if (typeof handler !== 'function') {
        throw new VZapsError('INVALID_OPTION', 'receiver.on(type, handler) needs a function as its handler.');
      }
      for (const type of new Set(list)) {
        if (type !== 'Unknown' && !(EVENT_TYPES as readonly string[]).includes(type)) throw noSuchEvent(type);
        byType.set(type, [...of(type), handler]);
      }
    },
    for: of,
    isUnprocessable(event): event is EventOf<'Unknown'> {
      if (event.type !== 'Unknown' || of('Unknown').length > 0) return false;
      // A new event type of VZaps' is no failure: it is an event that nobody asked for.
      return event.claimedType === undefined || of(event.claimedType).length > 0;
    },
  };
}

function noSuchEvent(type: unknown): VZapsError {
  const name = String(type);
  return new VZapsError(
    'EVENT_UNKNOWN',
    name === 'All'
      ? "'All' is a subscription value, never an event's type: use receiver.onAny(handler), or list the types."
      : `There is no event '${name}'. Did you mean '${nearestEventType(name)}'? Events: ${EVENT_TYPES.join(', ')}, and Unknown.`,
  );
}
