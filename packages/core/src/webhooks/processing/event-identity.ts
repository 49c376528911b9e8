import { toKeyPart } from '../../events/identity/key-part.ts';
import type { VZapsEvent } from '../../events/index.ts';

/** What the receiver uses to recognise and to order an event. */
export interface EventIdentity {
  /** What is claimed. `undefined`: the event has no identity, so two equal events are two events. */
  readonly claimKey: string | undefined;
  /** The key of the conversation's queue. `undefined`: the event has no order. */
  readonly queueKey: string | undefined;
  /** Whether this is the partial copy of a message. Its complete copy has the same claim key. */
  readonly isPartial: boolean;
}

/** The options of `claimKeyOf()`. */
export interface ClaimKeyOptions {
  /** The instance that the verifier confirmed, or the receiver's option `instanceId`. */
  instanceId?: string | undefined;
}

/**
 * Returns the key under which the idempotency store and the inbox remember an event: `instance|event.key`. The instance
 * is `options.instanceId`, else the one that the body claims, else empty. Two instances that receive the same message, as
 * in a group, have two claim keys.
 *
 * @returns `undefined` for an event without a key. Such an event is never claimed.
 * @example
 * import { claimKeyOf } from '@vzaps/core/webhooks';
 *
 * receiver.onAny((event, ctx) => claimKeyOf(event, { instanceId: ctx.instanceId }));
 */
export function claimKeyOf(event: VZapsEvent, options: ClaimKeyOptions = {}): string | undefined {
  return event.key === undefined ? undefined : `${instancePart(event, options.instanceId)}|${event.key}`;
}

/** Finds what the receiver needs of an event before it handles the event. */
export function identifyEvent(event: VZapsEvent, instanceId: string | undefined): EventIdentity {
  const conversation = 'conversation' in event ? event.conversation : undefined;
  const instance = instancePart(event, instanceId);
  return {
    claimKey: event.key === undefined ? undefined : `${instance}|${event.key}`,
    queueKey: conversation && `${instance}|${conversation}`,
    isPartial: event.type === 'Message' && !event.complete,
  };
}

// A body may claim any instance. The claimed one only separates events of two instances, and is trusted for nothing else.
function instancePart(event: VZapsEvent, instanceId: string | undefined): string {
  const instance = instanceId ?? event.claimedInstanceId ?? '';
  if (instance !== lastInstance) {
    lastPart = toKeyPart(instance);
    lastInstance = instance;
  }
  return lastPart;
}

// The part of the last instance is kept, because most events of a process belong to one instance.
let lastInstance = '';
let lastPart = '';
