import type { ReceiverOptions } from '@vzaps/core/webhooks';

/** What a site of the contract is like, as plain data: it may have to travel to a server in another runtime. */
export interface SiteSetup {
  /** Who may deliver. Default `signed URL`. */
  verify?: VerifierName;
  /** What listens, in this order. Default `['records']`. */
  handlers?: readonly HandlerName[];
  /** Where handled events are remembered. Default `memory`. */
  store?: StoreName;
  /** Default: none; events are handled before the answer. */
  inbox?: InboxName;
  /** The receiver's own, where they are not its defaults. */
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
  | 'everyone'
  | 'my own'
  | 'broken';

export type HandlerName =
  /** Remembers what it saw, for the report. */
  | 'records'
  /** The same, for events that cannot be typed. */
  | 'records Unknown'
  | 'throws'
  | 'rejects'
  | 'rejects with nothing'
  | 'never ends'
  /** At its first event alone. */
  | 'fails once'
  /** Takes a while for its first event, and none for those after it. Remembers them when it is through. */
  | 'is slow at first'
  /** Until an answer was given to somebody else. Remembers all. */
  | 'is busy at first';

export type StoreName = 'memory' | 'none' | 'always busy' | 'always done' | 'down';

export type InboxName = 'stores' | 'has it already' | 'down';

/** An event as a handler saw it, or an inbox. */
export interface Seen {
  by: 'handler' | 'inbox';
  type: string;
  text?: string;
  complete?: boolean;
  phone?: string;
  claimedType?: string;
  /** The instance that was proven. */
  instanceId?: string;
}

/** An outcome as the receiver told it. */
export interface Told {
  kind: string;
  instanceId?: string;
  retiredSecret?: boolean;
}

/** What became of the requests so far. */
export interface SiteReport {
  seen: Seen[];
  told: Told[];
}
