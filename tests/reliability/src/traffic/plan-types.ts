/** `%` of conversations are driven each way, so that the order in which bodies are read is known for most. */
export type Pace =
  /** The next delivery goes when the one before was answered. */
  | 'waiting'
  /** Bursts on one connection, none waiting for an answer: HTTP/1.1 itself keeps their order. */
  | 'pipelined'
  /** All over the place; only that no two are handled at once is known. */
  | 'firing';

export interface PlannedEvent {
  /** `instance|message id`: what the receiver must claim, and the ledger's name for it. */
  id: string;
  messageId: string;
  conversation: Conversation;
  /** `twins`: a partial and a complete copy. `hidden`: only the partial one. `late`: the complete one comes too late. */
  copies: 'one' | 'twins' | 'hidden' | 'late';
  /** Its handler throws the first time, before or after it did its work. */
  fails: 'never' | 'before' | 'after';
  /** How long its handler works before its effect, and again after it, in milliseconds; 0 is one turn of the event loop. */
  work: number;
}

export interface PlannedDelivery {
  event: PlannedEvent;
  copy: 'complete' | 'partial';
  /** By another connection, and to another process where there is one. */
  elsewhere: boolean;
}

export interface Conversation {
  id: string;
  instance: string;
  person: string;
  group: boolean;
  pace: Pace;
  /** What goes at once; the next step goes when all of this one was answered. */
  steps: PlannedDelivery[][];
  /** Deliveries that wait for their twin, beside the steps, each list one after the other. */
  aside: PlannedDelivery[][];
}

export interface Plan {
  conversations: Conversation[];
  events: PlannedEvent[];
  deliveries: number;
  duplicates: number;
  twins: number;
  failing: number;
}

export interface PlanOptions {
  deliveries: number;
  conversations: number;
  /** How many of the deliveries are copies of another one. Default 0.1. */
  duplicates?: number;
  /** How many of the deliveries are the second one of twins. Default 0.05. */
  twins?: number;
  /** How many of the events fail once. Default 0.05. */
  failing?: number;
  /** What handlers may take, before and after the effect, in milliseconds. Default 0 to 2. */
  works?: readonly number[];
}
