import {
  checkOptions,
  customOption,
  durationOption,
  functionOption,
  integerOption,
  type OptionRules,
  objectOption,
  oneOrMoreOption,
  required,
  stringOption,
} from '../../shared/check-options.ts';
import type { IdempotencyStore } from '../idempotency/idempotency-store.ts';
import type { Inbox } from '../inbox.ts';
import { type MediaOptions, maxBytesOption } from '../messages/media/download.ts';
import type { OutcomeListener } from '../observability/outcome-report.ts';
import type { Verifier } from '../verifiers/verifier.ts';
import type { ClientOption, ClientPort } from './client-port.ts';

/** Options of `createReceiver()`. A key whose value is `undefined` counts as absent. */
export interface ReceiverOptions<C extends ClientOption | undefined = undefined> {
  /** Decides which deliveries are accepted: one verifier, or a list of which one must accept. */
  verify: Verifier | readonly Verifier[];
  /** The client behind `ctx.client`, `ctx.reply()` and `ctx.download()`. Default: none, and handlers lack the three. */
  client?: C | ((instanceId: string) => ClientPort);
  /** Remembers handled events, so that none is handled twice. Default `memoryStore()`. `false`: nothing is remembered. */
  idempotency?: IdempotencyStore | false | undefined;
  /**
   * Stores what `receive()` verified. The delivery is answered 200 `queued`, and workers pass the event to `dispatch()`
   * later. Every event that can be typed is stored, also without a handler here, because a worker may have other handlers.
   */
  inbox?: Inbox | undefined;
  /** How long a partial copy (hidden number) waits for its complete copy, in milliseconds. Default 2 000. `0`: no wait. */
  partialWaitMs?: number | undefined;
  /**
   * How long handlers may run, in milliseconds. After that their signal aborts and the outcome is `failed`. Default
   * 30 000. `Infinity`: no limit.
   */
  handlerTimeoutMs?: number | undefined;
  /** The longest body, in bytes. A longer one is answered 413. Default 10 MiB, because a HistorySync can be megabytes. */
  bodyLimit?: number | undefined;
  /** How long a body may take to arrive, in milliseconds. After that the delivery is `malformed`. Default 10 000. */
  bodyTimeoutMs?: number | undefined;
  /** How many events are handled at the same time, over all conversations. Default 256. */
  maxConcurrency?: number | undefined;
  /**
   * How many events may wait: for their position in the conversation, for a complete copy, or for a copy of the same
   * event that is in flight. One more is `overloaded` (503). Default 10 000.
   */
  maxWaiting?: number | undefined;
  /** Total body size of the waiting events, in bytes. Above it an event is `overloaded` (503). Default 64 MiB. */
  maxWaitingBytes?: number | undefined;
  /**
   * The instance of this receiver, if it receives the deliveries of one instance only and its verifier does not confirm the
   * instance. The idempotency key contains it, because two instances in one group receive the same message.
   */
  instanceId?: string | undefined;
  /** What `ctx.download()` may request, and how large a file may be. */
  media?: MediaOptions | undefined;
  /**
   * Is called with the outcome of every delivery: one listener, or a list. Its errors are ignored. `reportOf()` returns
   * what may be logged. Default `consoleReporter()`, which writes failures to stderr. To keep it, pass
   * `[listener, consoleReporter()]`.
   */
  onOutcome?: OutcomeListener | readonly OutcomeListener[] | undefined;
}

const OPTION_RULES: OptionRules = {
  verify: required(
    oneOrMoreOption(
      'a verifier such as `createUrlSigner({ secret }).verify`, or a list of verifiers. ' +
        'To accept every delivery, pass `unsafeSkipVerification()`',
      functionOption.accepts,
    ),
  ),
  client: customOption(
    'an API client such as `new VZapsClient(…)`, or a function that returns the client of an instance',
    (value) => typeof value === 'function' || (typeof value === 'object' && value !== null && 'messages' in value),
  ),
  idempotency: customOption(
    'a store with the methods claim, complete and release, such as `memoryStore()`, or `false`',
    (value) => value === false || objectOption('', 'claim', 'complete', 'release').accepts(value),
  ),
  inbox: objectOption('an inbox with the method add, such as `redisInbox(…)`', 'add'),
  partialWaitMs: integerOption(0, 'milliseconds'),
  handlerTimeoutMs: durationOption,
  bodyLimit: integerOption(1, 'bytes'),
  bodyTimeoutMs: durationOption,
  maxConcurrency: integerOption(1, 'events'),
  maxWaiting: integerOption(0, 'events'),
  maxWaitingBytes: integerOption(1, 'bytes'),
  instanceId: stringOption,
  media: objectOption('an object'),
  onOutcome: customOption('a function or a list of functions', (value) => [value].flat().every(functionOption.accepts)),
};

const MEDIA_RULES: OptionRules = {
  allow: customOption(
    'a list of origins such as `https://files.example.com`',
    (value) => Array.isArray(value) && value.every(isOrigin),
  ),
  maxBytes: maxBytesOption,
};

function isOrigin(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { protocol, origin, href } = new URL(value);
  return /^https?:$/.test(protocol) && href === `${origin}/`;
}

/** @throws VZapsError `INVALID_OPTION`. */
export function checkReceiverOptions(options: unknown): void {
  checkOptions('createReceiver', options, OPTION_RULES);
  const { media } = options as ReceiverOptions;
  if (media !== undefined) checkOptions('createReceiver', media, MEDIA_RULES, 'media.');
}
