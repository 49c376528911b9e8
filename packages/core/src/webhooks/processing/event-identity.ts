import type { VZapsEvent } from '../../events/index.ts';

/** What an event is to claims and lanes. */
export interface Identity {
  /** `instance|event.key`; absent where two equal events are two events. */
  readonly key: string | undefined;
  /** `instance|conversation`; absent where there is nothing to keep in order. */
  readonly lane: string | undefined;
  /** A partial copy of a message (hidden number), whose complete twin has the same key. */
  readonly partial: boolean;
}

/** Two connected numbers in one group receive one message id: the instance is part of what an event is. */
export function identityOf(event: VZapsEvent, instanceId: string | undefined): Identity {
  // What a body claims may keep apart two instances that receive one message id; it proves nothing else.
  const instance = instanceId ?? event.claimedInstanceId ?? '';
  const conversation = 'conversation' in event ? event.conversation : undefined;
  return {
    key: event.key === undefined ? undefined : `${instance}|${event.key}`,
    lane: conversation && `${instance}|${conversation}`,
    partial: event.type === 'Message' && !event.complete,
  };
}
