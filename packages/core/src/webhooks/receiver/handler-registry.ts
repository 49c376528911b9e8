import { VZapsError } from '../../errors.ts';
import { nearestEventType } from '../../events/nearest-event-type.ts';
import { EVENT_TYPES, type EventOf, type EventType, type VZapsEvent } from '../../events/registry.ts';
import { invalidOption, kindOf } from '../../shared/check-options.ts';
import type { BaseContext, EventContext } from './context.ts';

/**
 * Handles one event. The receiver waits for a promise that it returns. If it throws, the outcome is `failed`.
 *
 * @example
 * import type { EventHandler } from '@vzaps/core/webhooks';
 *
 * const logText: EventHandler<'Message'> = (message) => process.stdout.write(`${message.text}\n`);
 * receiver.on('Message', logText);
 */
export type EventHandler<T extends EventType | 'Unknown' = EventType | 'Unknown', C = undefined> = (
  event: EventOf<T>,
  ctx: EventContext<C, T>,
) => unknown;

/** A handler as the registry stores it, without its event type. */
export type AnyHandler = (event: VZapsEvent, ctx: BaseContext) => unknown;

/** The handlers of `on` by event type, and the watchers of `onAny`. */
export interface HandlerRegistry {
  /** @throws VZapsError `EVENT_UNKNOWN`, `INVALID_OPTION`. */
  addHandler(types: string | readonly string[], handler: AnyHandler): void;
  /** @throws VZapsError `INVALID_OPTION`. */
  addWatcher(watcher: AnyHandler): void;
  listHandlers(type: string): readonly AnyHandler[];
  readonly watchers: readonly AnyHandler[];
}

const NO_HANDLERS: readonly AnyHandler[] = [];

export function createHandlerRegistry(): HandlerRegistry {
  const handlersByType = new Map<string, readonly AnyHandler[]>();
  const watchers: AnyHandler[] = [];
  const listHandlers = (type: string): readonly AnyHandler[] => handlersByType.get(type) ?? NO_HANDLERS;

  return {
    watchers,
    listHandlers,
    addHandler(types, handler) {
      const list = Array.isArray(types) ? types : [types];
      if (list.length === 0) throw createUnknownEventError(types);
      for (const type of list) if (!isHandledType(type)) throw createUnknownEventError(type);
      if (typeof handler !== 'function') throw invalidOption('receiver.on', 'handler', handler, 'a function');
      for (const type of new Set(list)) handlersByType.set(type, [...listHandlers(type), handler]);
    },
    addWatcher(watcher) {
      if (typeof watcher !== 'function') throw invalidOption('receiver.onAny', 'handler', watcher, 'a function');
      watchers.push(watcher);
    },
  };
}

/**
 * Whether an event is verified JSON that names no event, or that cannot be typed although a handler is registered for its
 * type. An event of a type that this version does not know is no failure: no handler can be registered for it.
 */
export function isUnprocessable(registry: HandlerRegistry, event: VZapsEvent): event is EventOf<'Unknown'> {
  if (event.type !== 'Unknown' || registry.listHandlers('Unknown').length > 0) return false;
  return event.claimedType === undefined || registry.listHandlers(event.claimedType).length > 0;
}

function isHandledType(type: unknown): boolean {
  return type === 'Unknown' || (EVENT_TYPES as readonly unknown[]).includes(type);
}

function createUnknownEventError(type: unknown): VZapsError {
  return new VZapsError('EVENT_UNKNOWN', `receiver.on(): ${describeUnknownEvent(type)}`);
}

function describeUnknownEvent(type: unknown): string {
  const known = `Event types: ${EVENT_TYPES.join(', ')} and Unknown.`;
  if (typeof type !== 'string' || type === '')
    return `the event type is ${kindOf(type)}. Pass the name of one. ${known}`;
  if (type === 'All') {
    return "'All' is no event type. Use receiver.onAny(handler) to see every event.";
  }
  const nearest = nearestEventType(type);
  return `the event type '${type}' does not exist. ${nearest ? `Did you mean '${nearest}'? ` : ''}${known}`;
}
