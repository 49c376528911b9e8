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

export type StoreName = 'memory' | 'none' | 'always busy' | 'always done' | 'failing';

export type InboxName = 'stores' | 'reports a duplicate' | 'failing';

/** An event that a handler or an inbox received. */
export interface RecordedEvent {
  by: 'handler' | 'inbox';
  type: string;
  text?: string;
  complete?: boolean;
  phone?: string;
  claimedType?: string;
  /** The verified instance. */
  instanceId?: string;
}

/** An outcome that the receiver reported to `onOutcome`. */
export interface RecordedOutcome {
  kind: string;
  instanceId?: string;
  retiredSecret?: boolean;
}

/** What one scenario has recorded so far. */
export interface ScenarioReport {
  events: RecordedEvent[];
  outcomes: RecordedOutcome[];
}
