import { SetMetadata } from '@nestjs/common';
import { ENTRY_PROVIDER_WATERMARK, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import type { EventOf, EventType } from '@vzaps/core/events';
import { type BaseContext, type MessageActions, VZapsError } from '@vzaps/core/webhooks';
import { VZapsContext, VZapsPayload } from './param.decorators.ts';

const HANDLERS = 'vzaps:handlers';

/** The arguments of one `@OnVZapsEvent()`. */
export interface Binding {
  readonly types: readonly (EventType | 'Unknown')[];
  /** The name of the registration. */
  readonly name: string | undefined;
}

interface ContextOfAnyClient extends BaseContext {
  // The decorator cannot know the client's type, so it accepts the type that the method declares.
  client: never;
}

type ContextFor<T> = T extends 'Message' ? ContextOfAnyClient & MessageActions : ContextOfAnyClient;
type HandlerOf<T extends EventType | 'Unknown', Payload> = (
  event: Payload,
  ctx: ContextFor<T>,
  ...decorated: never[]
) => unknown;

/** The target of a decorator on an instance method. A static method's target has a `prototype`. */
type Instances = object & { prototype?: never };

/**
 * Makes a provider's method `(event, ctx)` a handler of events. The receiver awaits it. If the method, a guard, a pipe
 * or an interceptor throws, the outcome is `failed` (status 500), whatever exception filters do.
 *
 * A method may have several of these decorators. The types are checked: a method for another event does not compile.
 * If a pipe changes the event, name the new type: `@OnVZapsEvent<'Message', Command>('Message')`.
 *
 * @param types One event type or several.
 * @param options `name`: the registration's name, as in `VZapsModule.forRoot({ name })`. Default: no name.
 * @throws VZapsError `INVALID_OPTION` if it decorates anything but an instance method.
 * @example
 * import { Injectable } from '@nestjs/common';
 * import { type EventContext, type EventOf, OnVZapsEvent, type VZapsClient } from '@vzaps/nestjs';
 *
 * @Injectable()
 * export class BotService {
 *   @OnVZapsEvent('Message')
 *   async answer(event: EventOf<'Message'>, ctx: EventContext<VZapsClient, 'Message'>) {
 *     if (!event.fromMe && event.text === 'ping') await ctx.reply('pong');
 *   }
 * }
 */
export function OnVZapsEvent<T extends EventType | 'Unknown', Payload = EventOf<T>>(
  types: T | readonly T[],
  { name }: { name?: string } = {},
): <F extends HandlerOf<T, Payload>>(target: Instances, key: string, descriptor: TypedPropertyDescriptor<F>) => void {
  return (target, key, descriptor) => {
    checkDecoratesMethod(target, key, descriptor);
    const binding: Binding = { types: typeof types === 'string' ? [types] : types, name };
    SetMetadata(HANDLERS, [...bindingsOf(descriptor.value), binding])(target, key, descriptor);
    decorateEventAndContext(target, key);
    // Nest applies request-scoped global guards and interceptors to entry providers, as it does to controllers.
    Reflect.defineMetadata(ENTRY_PROVIDER_WATERMARK, true, target.constructor);
  };
}

export function bindingsOf(method: unknown): readonly Binding[] {
  return typeof method === 'function' ? (Reflect.getMetadata(HANDLERS, method) ?? []) : [];
}

function checkDecoratesMethod(target: unknown, key: unknown, descriptor?: PropertyDescriptor): void {
  if (typeof target === 'object' && typeof key === 'string' && typeof descriptor?.value === 'function') return;
  throw new VZapsError(
    'INVALID_OPTION',
    '@OnVZapsEvent() does not decorate an instance method. Nest finds no handler in a static method, an accessor, a ' +
      'property that holds a function, or a method whose name is a symbol. Write handle(event, ctx) { … }, and set ' +
      '`experimentalDecorators` in tsconfig.json.',
  );
}

/** Nest fills only decorated parameters if one of them is decorated. The first two are always `(event, ctx)`. */
function decorateEventAndContext(target: object, key: string): void {
  const args: Record<string, { index: number }> =
    Reflect.getMetadata(ROUTE_ARGS_METADATA, target.constructor, key) ?? {};
  const decorated = Object.values(args).map(({ index }) => index);
  if (decorated.length === 0) return;
  for (const [index, decorate] of [VZapsPayload(), VZapsContext()].entries()) {
    if (!decorated.includes(index)) decorate(target, key, index);
  }
}
