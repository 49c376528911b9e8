import type { VZapsEvent } from '../../events/index.ts';
import { invalidOption } from '../../shared/check-options.ts';
import { isPromiseLike, type MaybePromise } from '../../shared/maybe-promise.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { ParsedDelivery, VerifyAndParse } from '../delivery/verify-and-parse.ts';
import type { Observer } from '../observability/observer.ts';
import type { Timings } from '../observability/timings.ts';
import type { Outcome, VerifiedDelivery } from '../outcome.ts';
import { addVerification, type EventMetadata } from '../processing/event-metadata.ts';
import type { ProcessEvent } from '../processing/process-event.ts';
import type { Activity } from './activity.ts';
import { checkDelivery, checkEvent, checkOrigin } from './check-call.ts';
import { type HandlerRegistry, isUnprocessable } from './handler-registry.ts';
import type { HealthMonitor } from './health.ts';
import type { DispatchOrigin, Receiver } from './receiver.ts';
import { CLOSING_OUTCOME, type Shutdown } from './shutdown.ts';

export interface ReceiveParts {
  verifyAndParse: VerifyAndParse;
  processEvent: ProcessEvent;
  /** Stores verified events. `undefined`: they are handled at once. */
  enqueue: ProcessEvent | undefined;
  registry: HandlerRegistry;
  /** The instance of a dispatched event without one. */
  instanceId: string | undefined;
  /** Is called for each event whose instance is neither confirmed nor an option. */
  warnAboutInstance: () => void;
  /** Whether the store can forget events. */
  canForce: boolean;
  observer: Observer;
  health: HealthMonitor;
  activity: Activity;
  shutdown: Shutdown;
}

/** The three ways into a receiver. Each one reports its outcome, and does nothing once the receiver closes. */
export function createReceive(parts: ReceiveParts): Pick<Receiver, 'receive' | 'verify' | 'dispatch'> {
  const { verifyAndParse, processEvent, enqueue, registry, instanceId: defaultInstanceId } = parts;
  const { canForce, warnAboutInstance, observer, health, activity, shutdown } = parts;

  function receive(delivery: Delivery, _: undefined, timings: Timings | undefined): MaybePromise<Outcome> {
    checkDelivery('receive', delivery);
    const verified = verifyAndParse(delivery, timings);
    return isPromiseLike(verified)
      ? verified.then((parsed) => process(parsed, delivery, timings))
      : process(verified, delivery, timings);
  }

  function process(
    verified: ParsedDelivery | Outcome,
    delivery: Delivery,
    timings: Timings | undefined,
  ): MaybePromise<Outcome> {
    if (verified.kind !== 'verified') return verified;
    const { event, bytes, instanceId, retiredSecret } = verified;
    const metadata: EventMetadata = { delivery, bodySize: bytes?.length, timings, instanceId, retiredSecret };
    if (instanceId === undefined) warnAboutInstance();
    // Workers may have other handlers, so every event that can be typed is stored.
    if (!enqueue || isUnprocessable(registry, event)) return processEvent(event, metadata);
    metadata.body = bytes;
    return enqueue(event, metadata);
  }

  async function verify(
    delivery: Delivery,
    _: undefined,
    timings: Timings | undefined,
  ): Promise<VerifiedDelivery | Outcome> {
    checkDelivery('verify', delivery);
    const verified = await verifyAndParse(delivery, timings);
    if (verified.kind !== 'verified') return verified;
    const { event } = verified;
    return isUnprocessable(registry, event)
      ? addVerification<Outcome>({ kind: 'unprocessable', event }, verified)
      : addVerification<VerifiedDelivery>({ kind: 'verified', event }, verified);
  }

  function dispatch(
    event: VZapsEvent,
    origin: DispatchOrigin | undefined,
    timings: Timings | undefined,
  ): MaybePromise<Outcome> {
    checkEvent(event);
    checkOrigin(origin);
    const { enqueue: isStored, instanceId = defaultInstanceId, ...rest } = origin ?? {};
    if (rest.force) checkForce(isStored);
    const metadata: EventMetadata = { ...rest, timings };
    if (instanceId !== undefined) metadata.instanceId = instanceId;
    if (metadata.instanceId === undefined) warnAboutInstance();
    const isEnqueued = isStored && enqueue && !isUnprocessable(registry, event);
    return isEnqueued ? enqueue(event, metadata) : processEvent(event, metadata);
  }

  function checkForce(isStored: boolean | undefined): void {
    if (!canForce) {
      const expected = 'false for a store without the method forget';
      throw invalidOption('receiver.dispatch', 'force', true, expected, 'Use another store, such as memoryStore().');
    }
    if (isStored && enqueue) {
      throw invalidOption(
        'receiver.dispatch',
        'force',
        true,
        'false together with `enqueue: true`, because an inbox does not store a handled event again',
      );
    }
  }

  type Result = Outcome | VerifiedDelivery;

  /** Runs `work`, and reports its outcome. Takes the arguments of `work`, so that no closure is created for each event. */
  function track<A, B, T extends Result>(
    work: (argument: A, origin: B, timings: Timings | undefined) => MaybePromise<T>,
    argument: A,
    origin: B,
  ): Promise<T | Outcome> {
    const timings = observer.start();
    activity.begin();
    let result: MaybePromise<T | Outcome>;
    try {
      result = shutdown.signal.aborted ? { ...CLOSING_OUTCOME } : work(argument, origin, timings);
    } catch (error) {
      activity.end();
      return Promise.reject(error);
    }
    if (isPromiseLike(result)) return endLater(result, timings);
    end(result, timings);
    return Promise.resolve(result);
  }

  async function endLater<T extends Result>(pending: Promise<T>, timings: Timings | undefined): Promise<T> {
    let result: T;
    try {
      result = await pending;
    } catch (error) {
      activity.end();
      throw error;
    }
    end(result, timings);
    return result;
  }

  function end(result: Result, timings: Timings | undefined): void {
    if (result.kind !== 'verified') {
      if (shutdown.signal.aborted) result.closing = true;
      else if (result.kind === 'overloaded') health.noteOverload(result);
      observer.notify(result, timings);
    }
    activity.end();
  }

  return {
    receive: (delivery) => track(receive, delivery, undefined),
    verify: (delivery) => track(verify, delivery, undefined),
    dispatch: (event, origin) => track(dispatch, event, origin),
  };
}
