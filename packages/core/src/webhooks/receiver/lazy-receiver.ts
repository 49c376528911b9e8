import { VZapsError } from '../../errors.ts';
import { invalidOption } from '../../shared/check-options.ts';
import { handleFetch } from '../delivery/fetch-handler.ts';
import type { Outcome } from '../outcome.ts';
import type { ClientOption } from './client-port.ts';
import { createCloseListeners } from './close-listeners.ts';
import { type AnyHandler, createHandlerRegistry } from './handler-registry.ts';
import { IDLE_HEALTH } from './health.ts';
import type { Receiver } from './receiver.ts';
import { CLOSING_OUTCOME } from './shutdown.ts';

/**
 * Creates a receiver that calls `factory` at the first delivery. So nothing is read at import, such as environment
 * variables that a build does not have (Next.js).
 *
 * `on` and `onAny` check and keep their handlers, and apply them when the receiver is created. `close` before that creates
 * nothing: later deliveries are answered 503. A factory that throws is called again at the next delivery.
 *
 * @param factory Returns the receiver. It must be synchronous.
 * @throws VZapsError `INVALID_OPTION` if `factory` is not a function. The methods reject with what the factory throws.
 * @example
 * import { createReceiver, createUrlSigner, lazyReceiver } from '@vzaps/core/webhooks';
 *
 * const receiver = lazyReceiver(() =>
 *   createReceiver({ verify: createUrlSigner({ secret: process.env.VZAPS_SECRET ?? '' }).verify }),
 * ).on('Message', (message) => message.text);
 * export const POST = receiver.fetch;
 */
export function lazyReceiver<C extends ClientOption | undefined = undefined>(factory: () => Receiver<C>): Receiver<C> {
  if (typeof factory !== 'function') {
    throw invalidOption('lazyReceiver', 'factory', factory, 'a function that returns a receiver');
  }
  // Checks types and handlers at once. The handlers run in the receiver that the factory returns.
  const registry = createHandlerRegistry();
  const registrations: Registration<C>[] = [];
  const closeListeners = createCloseListeners();
  let created: Receiver<C> | undefined;
  let isClosed = false;

  function create(): Receiver<C> {
    if (created) return created;
    const receiver = factory();
    if (typeof receiver?.receive !== 'function') throw createWrongFactoryError();
    for (const registration of registrations) registration(receiver);
    created = receiver;
    return receiver;
  }

  function register(registration: Registration<C>): void {
    if (created) registration(created);
    else registrations.push(registration);
  }

  async function call<T>(method: (receiver: Receiver<C>) => Promise<T>): Promise<T | Outcome> {
    const isClosedBefore = isClosed && created === undefined;
    return isClosedBefore ? { ...CLOSING_OUTCOME, closing: true } : method(create());
  }

  const lazy: Receiver<C> = {
    on(type, handler) {
      registry.addHandler(type, handler as AnyHandler);
      register((receiver) => receiver.on(type, handler));
      return lazy;
    },
    onAny(handler) {
      registry.addWatcher(handler as AnyHandler);
      register((receiver) => receiver.onAny(handler));
      return lazy;
    },
    receive: (delivery) => call((receiver) => receiver.receive(delivery)),
    verify: (delivery) => call((receiver) => receiver.verify(delivery)),
    dispatch: (event, origin) => call((receiver) => receiver.dispatch(event, origin)),
    fetch: async (request) => handleFetch(lazy.receive, request),
    onClose: closeListeners.add,
    health() {
      if (created) return created.health();
      return isClosed ? { ...IDLE_HEALTH, status: 'closing' } : { ...IDLE_HEALTH };
    },
    async close() {
      isClosed = true;
      await closeListeners.notify(created?.close());
    },
  };
  return lazy;
}

type Registration<C extends ClientOption | undefined> = (receiver: Receiver<C>) => void;

function createWrongFactoryError(): VZapsError {
  return new VZapsError(
    'INVALID_OPTION',
    'lazyReceiver(): the factory did not return a receiver. Return the result of createReceiver(), and no promise.',
  );
}
