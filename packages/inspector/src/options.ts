import type { VZapsClient } from '@vzaps/core/client';
import type { VZapsEvent } from '@vzaps/core/events';
import {
  checkOptions,
  customOption,
  functionOption,
  integerOption,
  type OptionRule,
  objectOption,
  type Receiver,
  stringOption,
} from '@vzaps/core/webhooks';

/** What the inspector needs of an API client. `VZapsClient` has it. */
export type InspectorClient = Pick<VZapsClient, 'webhooks' | 'messages' | 'instances'>;

/** What the inspector needs of an inbox. `redisInbox()` has it. */
export interface InspectorInbox {
  /** Returns the number of entries in each state, and the age of the oldest one in milliseconds (`oldestMs`). */
  stats(): Promise<{ waiting: number; active: number; delayed: number; dead: number; oldestMs: number }>;
  /** The events that failed at their last attempt. */
  readonly deadLetters: {
    /** Returns dead letters. `limit`: how many at most. `after`: the `id` of the last one of the page before. */
    list(page?: { after?: string; limit?: number }): Promise<readonly InspectorDeadLetter[]>;
    /** Puts these dead letters, or all, back into the inbox. Resolves with their number. */
    replay(ids?: readonly string[]): Promise<number>;
    /** Deletes dead letters. Resolves with their number. */
    remove(ids: readonly string[]): Promise<number>;
  };
}

interface InspectorDeadLetter {
  id: string;
  event: VZapsEvent;
  failedAt: Date;
  attempts: number;
  reason: string;
}

/** How much the inspector keeps. */
export interface InspectorLimit {
  /** Deliveries. Default 10 000. */
  events?: number | undefined;
  /** Bytes of memory, approximately. Default 32 MiB. */
  bytes?: number | undefined;
}

/** The options of `createInspector()`. */
export interface InspectorOptions {
  /** Opens the page. Without it, `createInspector()` makes one and prints it to stderr. */
  token?: string | undefined;
  /** Shows VZaps' delivery log, retries its entries, and downloads media. */
  client?: InspectorClient | undefined;
  /** Returns the receiver whose handlers run again when an event is replayed. */
  receiver?: (() => Pick<Receiver, 'dispatch'>) | undefined;
  /** The inbox whose depth and dead letters are shown. */
  inbox?: InspectorInbox | undefined;
  /** How much is kept: a number of deliveries, or both limits. Default 10 000 deliveries and 32 MiB. */
  limit?: number | InspectorLimit | undefined;
  /** Refuses every action that changes something. Default `false`. */
  readOnly?: boolean | undefined;
  /**
   * The URL to which the page can send a delivery again, such as an application on this machine. The page can change its
   * path, not its origin. Without it, the page sends to no URL.
   */
  forwardTo?: string | undefined;
  /** Signs the URL of a delivery that is sent again: `signer.sign`. */
  sign?: ((url: string, claims: { instanceId: string }) => string) | undefined;
}

const booleanOption = customOption('true or false', (value) => typeof value === 'boolean');
const isUrl = (value: unknown): boolean =>
  typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);

const LIMIT_RULES = { events: integerOption(1, 'deliveries'), bytes: integerOption(1, 'bytes') };

const RULES: Record<keyof InspectorOptions, OptionRule> = {
  token: stringOption,
  client: objectOption('a VZapsClient'),
  receiver: functionOption,
  inbox: objectOption('an inbox with `stats` and `deadLetters`, such as that of redisInbox()', 'stats'),
  limit: customOption(
    'a whole number of at least 1 (deliveries), or an object with `events` and `bytes`',
    (value) => LIMIT_RULES.events.accepts(value) || (typeof value === 'object' && value !== null),
  ),
  readOnly: booleanOption,
  forwardTo: customOption('a URL that begins with http:// or https://', isUrl),
  sign: functionOption,
};

/** @throws VZapsError `INVALID_OPTION`. */
export function checkInspectorOptions(options: InspectorOptions): void {
  checkOptions('createInspector', options, RULES);
  if (typeof options.limit === 'object') checkOptions('createInspector', options.limit, LIMIT_RULES, 'limit.');
}
