import { SetMetadata } from '@nestjs/common';
import { ENTRY_PROVIDER_WATERMARK, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import type { EventOf, EventType } from '@vzaps/core/events';
import { type BaseContext, type MessageActions, VZapsError } from '@vzaps/core/webhooks';
import { VZapsContext, VZapsPayload } from './param.decorators.ts';

const HANDLERS = 'vzaps:handlers';
const decorated = new Map<object, Set<string>>();

/** Every method that was decorated, by its prototype: whether or not a provider has it. */
export const decoratedMethods = (): ReadonlyMap<object, ReadonlySet<string>> => decorated;

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
type HandlerOf<T extends EventType | 'Unknown', Payload> = (
  event: Payload,
  ctx: ContextFor<T>,
  ...decorated: never[]
) => unknown;

/** What a decorator of a method gets; one of a static method gets the class. */
type Instances = object & { prototype?: never };

/**
 * Hands events to a method `(event, ctx)` of a provider. It is awaited; what it, a guard, a pipe or an interceptor
 * throws makes the outcome `failed` (500), whatever exception filters do. Several decorators on a method all count.
 * A method that takes another event does not compile; where a pipe makes something else of it, say what:
 * `@OnVZapsEvent<'Message', Command>('Message')`.
 *
 * @throws VZapsError `INVALID_OPTION`, where it stands on anything but a method of instances.
 */
export function OnVZapsEvent<T extends EventType | 'Unknown', Payload = EventOf<T>>(
  types: T | readonly T[],
  { name }: { name?: string } = {},
): <F extends HandlerOf<T, Payload>>(target: Instances, key: string, descriptor: TypedPropertyDescriptor<F>) => void {
  return (target, key, descriptor) => {
    refuseWhatIsNoMethod(target, key, descriptor);
    decorated.set(target, (decorated.get(target) ?? new Set()).add(key));
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

/** Nest looks for methods of instances alone: anything else would never be found, without a word. */
function refuseWhatIsNoMethod(target: unknown, key: unknown, descriptor?: PropertyDescriptor): void {
  if (typeof target === 'object' && typeof key === 'string' && typeof descriptor?.value === 'function') return;
  throw new VZapsError(
    'INVALID_OPTION',
    '@OnVZapsEvent() goes on a method such as handle(event, ctx) { … }: not on a static one, one named by a symbol, ' +
      'an accessor, or a property that holds a function; and needs `experimentalDecorators`, as all of Nest does.',
  );
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
