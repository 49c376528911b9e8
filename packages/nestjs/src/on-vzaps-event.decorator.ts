import { SetMetadata } from '@nestjs/common';
import { ENTRY_PROVIDER_WATERMARK, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import type { EventOf, EventType } from '@vzaps/core/events';
import type { BaseContext, MessageActions } from '@vzaps/core/webhooks';
import { VZapsContext, VZapsPayload } from './param.decorators.ts';

const HANDLERS = 'vzaps:handlers';

/** What one `@OnVZapsEvent()` says. */
export interface Binding {
  types: readonly (EventType | 'Unknown')[];
  /** The registration, by its name. */
  name: string | undefined;
}

interface ContextOfAnyClient extends BaseContext {
  // The decorator cannot know which client the module was given: what the method declares is believed.
  client: never;
}

type ContextFor<T> = T extends 'Message' ? ContextOfAnyClient & MessageActions : ContextOfAnyClient;
type HandlerOf<T extends EventType | 'Unknown'> = (
  event: EventOf<T>,
  ctx: ContextFor<T>,
  ...decorated: never[]
) => unknown;

/**
 * Hands events to a method `(event, ctx)` of a provider. It is awaited; what it, a guard, a pipe or an interceptor
 * throws makes the outcome `failed` (500), whatever exception filters do. Several decorators on a method all count.
 * A method that takes another event does not compile.
 */
export function OnVZapsEvent<T extends EventType | 'Unknown'>(
  types: T | readonly T[],
  { name }: { name?: string } = {},
): <F extends HandlerOf<T>>(target: object, key: string, descriptor: TypedPropertyDescriptor<F>) => void {
  return (target, key, descriptor) => {
    const binding: Binding = { types: typeof types === 'string' ? [types] : types, name };
    SetMetadata(HANDLERS, [...bindingsOf(descriptor.value), binding])(target, key, descriptor);
    keepPlaces(target, key);
    // Request-scoped global guards and interceptors apply to entry providers, as they do to controllers.
    Reflect.defineMetadata(ENTRY_PROVIDER_WATERMARK, true, target.constructor);
  };
}

export function bindingsOf(method: unknown): readonly Binding[] {
  return typeof method === 'function' ? (Reflect.getMetadata(HANDLERS, method) ?? []) : [];
}

/** Once one parameter is decorated, Nest fills no other: `(event, ctx)` are theirs all the same. */
function keepPlaces(target: object, key: string): void {
  const args: Record<string, { index: number }> =
    Reflect.getMetadata(ROUTE_ARGS_METADATA, target.constructor, key) ?? {};
  const decorated = Object.values(args).map(({ index }) => index);
  if (decorated.length === 0) return;
  for (const [index, decorate] of [VZapsPayload(), VZapsContext()].entries()) {
    if (!decorated.includes(index)) decorate(target, key, index);
  }
}
