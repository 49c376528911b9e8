import { ANSWER_TIMEOUT_MS } from '../../shared/await-answer.ts';
import { handleFetch } from '../delivery/fetch-handler.ts';
import { createVerifyAndParse } from '../delivery/verify-and-parse.ts';
import { createClaimEvent } from '../idempotency/claim-event.ts';
import { memoryStore } from '../idempotency/memory-store.ts';
import { createObserver } from '../observability/observer.ts';
import { createEnqueue } from '../processing/enqueue.ts';
import { createProcessEvent } from '../processing/process-event.ts';
import { createBacklog } from '../queue/backlog.ts';
import { createKeyedQueue } from '../queue/keyed-queue.ts';
import { createActivity } from './activity.ts';
import type { ClientOption } from './client-port.ts';
import { createCloseListeners } from './close-listeners.ts';
import { type AnyHandler, createHandlerRegistry } from './handler-registry.ts';
import { createHealthMonitor } from './health.ts';
import { createInstanceWarning } from './instance-warning.ts';
import { createReceive } from './receive.ts';
import type { Receiver } from './receiver.ts';
import { checkReceiverOptions, type ReceiverOptions } from './receiver-options.ts';
import { createHandlerRunner } from './run-handlers.ts';
import { createShutdown } from './shutdown.ts';

/**
 * Creates a webhook receiver. It verifies a delivery, parses its event, claims the event and runs the handlers. Events of
 * one conversation are handled one after the other in the order of their arrival. A 2xx response means that the event was
 * handled, has no handler, or is stored by the inbox.
 *
 * @throws VZapsError `INVALID_OPTION`.
 * @example
 * import { createReceiver, createUrlSigner } from '@vzaps/core/webhooks';
 *
 * const { verify } = createUrlSigner({ secret: 'a secret of at least thirty-two bytes' });
 * export const POST = createReceiver({ verify }).on('Message', (message) => message.text).fetch;
 */
export function createReceiver<C extends ClientOption | undefined = undefined>(
  options: ReceiverOptions<C>,
): Receiver<C> {
  checkReceiverOptions(options);
  const { verify, client, instanceId, idempotency = memoryStore(), inbox, handlerTimeoutMs = 30_000 } = options;
  const { maxConcurrency = 256, maxWaiting = 10_000, maxWaitingBytes = 64 * 1024 * 1024 } = options;
  const { bodyLimit = 10 * 1024 * 1024, bodyTimeoutMs = 10_000, partialWaitMs = 2_000 } = options;

  const registry = createHandlerRegistry();
  const activity = createActivity();
  const shutdown = createShutdown();
  const closeListeners = createCloseListeners();
  const backlog = createBacklog(maxWaiting, maxWaitingBytes);
  const health = createHealthMonitor(activity, backlog, shutdown);
  // A job lasts as long as its handlers, and the store's answers before and after them.
  const jobTimeoutMs = handlerTimeoutMs + 2 * ANSWER_TIMEOUT_MS;

  const entries = createReceive({
    verifyAndParse: createVerifyAndParse({ verify, bodyLimit, bodyTimeoutMs, instanceId, backlog }),
    processEvent: createProcessEvent({
      handlers: createHandlerRunner({
        registry,
        client,
        media: options.media,
        handlerTimeoutMs,
        shutdownSignal: shutdown.signal,
        activity,
      }),
      claimEvent: idempotency ? createClaimEvent(idempotency, handlerTimeoutMs, shutdown.waitFor) : undefined,
      queue: createKeyedQueue({ maxConcurrency, backlog, jobTimeoutMs }),
      backlog,
      partialWaitMs,
      handlerTimeoutMs,
    }),
    enqueue: inbox && createEnqueue(inbox, shutdown.waitFor),
    registry,
    instanceId,
    canForce: !idempotency || typeof idempotency.forget === 'function',
    warnAboutInstance: idempotency || inbox ? createInstanceWarning() : () => {},
    observer: createObserver(options.onOutcome),
    health,
    activity,
    shutdown,
  });

  const receiver: Receiver<C> = {
    ...entries,
    on(type, handler) {
      registry.addHandler(type, handler as AnyHandler);
      return receiver;
    },
    onAny(handler) {
      registry.addWatcher(handler as AnyHandler);
      return receiver;
    },
    fetch: (request) => handleFetch(entries.receive, request),
    onClose: closeListeners.add,
    health: health.read,
    close() {
      shutdown.start();
      backlog.close();
      return closeListeners.notify(activity.waitUntilIdle());
    },
  };
  return receiver;
}
