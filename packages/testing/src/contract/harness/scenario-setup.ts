import type { ReceiverOptions } from '@vzaps/core/webhooks';

/** The setup of a scenario, as plain data: it may be sent to a server in another runtime. */
export interface ScenarioSetup {
  /** The verifier. Default: `signed URL`. */
  verify?: VerifierName;
  /** The handlers, in the order of their registration. Default: `['records']`. */
  handlers?: readonly HandlerName[];
  /** The idempotency store. Default: `memory`. */
  store?: StoreName;
  /** The inbox. Default: none, so events are handled before the response. */
  inbox?: InboxName;
  /** Limits of the receiver that differ from its defaults. */
  limits?: Pick<
    ReceiverOptions,
    'handlerTimeoutMs' | 'bodyTimeoutMs' | 'partialWaitMs' | 'maxConcurrency' | 'maxWaiting'
  >;
}

/** The verifiers that a scenario can have. */
export type VerifierName =
  | 'signed URL'
  | 'URL token'
  | 'gateway signature'
  | 'standard webhooks'
  | 'signed URL or gateway signature'
  | 'no verification'
  | 'own verifier'
  | 'throwing verifier'
  /** Plain JavaScript that forgets an `await`: the value of `ok` is a promise. */
  | 'promise as ok';

/** The handlers that a scenario can have. Each is registered for `Message`, unless its name says otherwise. */
export type HandlerName =
  /** Records every message. */
  | 'records'
  /** Records every event that cannot be typed. */
  | 'records Unknown'
  | 'throws'
  | 'rejects'
  | 'rejects without a reason'
  | 'never settles'
  /** Fails for the first event only. */
  | 'fails once'
  /** Takes 100 ms for the first event. Records each event when it has finished. */
  | 'is slow once'
  /** Does not finish the first event before another request has got its response. Records every event. */
  | 'blocks once';

/** The idempotency stores that a scenario can have. `none`: the option `idempotency` is `false`. */
export type StoreName = 'memory' | 'none' | 'always busy' | 'always done' | 'failing';

/** The inboxes that a scenario can have. `stores` records each event and does not handle it. */
export type InboxName = 'stores' | 'reports a duplicate' | 'failing';

/** An event that a handler or an inbox received. */
export interface RecordedEvent {
  /** What received the event. */
  by: 'handler' | 'inbox';
  /** The type of the event. */
  type: string;
  /** `text` of a `Message`. */
  text?: string;
  /** `complete` of a `Message`. */
  complete?: boolean;
  /** `phone` of the event, if the event has one. */
  phone?: string;
  /** `claimedType` of an `Unknown` event. */
  claimedType?: string;
  /** The verified instance. */
  instanceId?: string;
}

/** An outcome that the receiver reported to `onOutcome`. */
export interface RecordedOutcome {
  /** The kind of the outcome. */
  kind: string;
  /** The instance that the verifier confirmed. */
  instanceId?: string;
  /** Whether the verifier matched a secret that is not the first of its list. */
  retiredSecret?: boolean;
}

/** What one scenario has recorded so far. */
export interface ScenarioReport {
  /** The recorded events, oldest first. */
  events: RecordedEvent[];
  /** The reported outcomes, oldest first. */
  outcomes: RecordedOutcome[];
}
