/** How the deliveries of a conversation are sent. It decides whether the order in which bodies are read is known. */
export type Pace =
  /** The next delivery is sent when the one before was answered. The order is known. */
  | 'one by one'
  /** Bursts on one connection without waiting for responses. HTTP/1.1 keeps their order. */
  | 'pipelined'
  /** Many at once over many connections. The order is not known. */
  | 'concurrent';

export interface PlannedEvent {
  /** `instance|message id`. The event log uses it too. */
  id: string;
  messageId: string;
  conversation: Conversation;
  /**
   * `complete only`: one copy. `both`: a partial and a complete copy. `partial only`: one partial copy. `complete late`:
   * the complete copy comes after the wait of the partial copy.
   */
  copies: 'complete only' | 'both' | 'partial only' | 'complete late';
  /**
   * `before`, `after`: the first attempt of the handler throws, before or after its work. `kills`: each attempt kills its
   * process.
   */
  fails: 'never' | 'before' | 'after' | 'kills';
  /** How long the handler works before its effect, and again afterwards, in milliseconds. 0 is one turn of the event loop. */
  work: number;
  /** Bytes that are added to the text, which the body contains twice. Default 0. */
  padding?: number;
}

export interface PlannedDelivery {
  event: PlannedEvent;
  copy: 'complete' | 'partial';
  /** Whether it is sent over another connection, and to another process where there is one. */
  otherConnection: boolean;
}

export interface Conversation {
  id: string;
  instance: string;
  /** Digits of a phone or of a group. */
  phone: string;
  isGroup: boolean;
  pace: Pace;
  /** The deliveries of one step are sent at once. The next step is sent when all of them were answered. */
  steps: PlannedDelivery[][];
  /** Lists of deliveries that wait for another copy. They are sent beside the steps, each list one by one. */
  beside: PlannedDelivery[][];
}

export interface Plan {
  conversations: Conversation[];
  events: PlannedEvent[];
  deliveries: number;
  duplicates: number;
  pairs: number;
  failing: number;
}

export interface PlanOptions {
  deliveries: number;
  conversations: number;
  /** The share of deliveries that repeat another delivery. Default 0.1. */
  duplicates?: number;
  /** The share of deliveries that are the second copy of a partial and complete pair. Default 0.05. */
  pairs?: number;
  /** The share of events whose first attempt fails. Default 0.05. */
  failing?: number;
  /** How many events kill each process that handles them. Default 0. */
  killing?: number;
  /** How many events have a body of 8 MB. Default 0. */
  large?: number;
  /** Possible values of `PlannedEvent.work`. Default 0, 0, 1, 2. */
  works?: readonly number[];
}
