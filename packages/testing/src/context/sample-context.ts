import type { VZapsClient } from '@vzaps/core/client';
import type { Media } from '@vzaps/core/events';
import {
  type BaseContext,
  checkOptions,
  customOption,
  type DownloadedMedia,
  type DownloadOptions,
  invalidOption,
  type MessageActions,
  type OptionRules,
  type ReplyMessage,
  type ReplyOptions,
  stringOption,
} from '@vzaps/core/webhooks';
import { newMessageId } from '../samples/identities/ids.ts';

/** The options of `sampleContext()`. */
export interface SampleContextOptions<C = VZapsClient> {
  /** Default: `VZ9K2M4N8P1Q3R5S7T0WABCD01EF`, as in envelopes of `samplePayload()`. */
  instanceId?: string;
  /** The value of `ctx.client`: a client of a fake, or an object with the calls that the handler makes. */
  client?: C;
  /** The id that `reply()` resolves with. Default: a new id for each reply. */
  messageId?: string;
  /** The file that `download()` resolves with. Default: a PNG of 1×1 pixel. */
  media?: DownloadedMedia;
  /** Default: a signal that `ctx.abort()` aborts. */
  signal?: AbortSignal;
  /** The request that contained the event. Default: none, as for `dispatch()`. */
  delivery?: NonNullable<BaseContext['delivery']>;
}

/** A call of `ctx.reply()`. */
export interface RecordedReply {
  /** The first argument: the text, or an object with media. */
  message: string | ReplyMessage;
  /** The second argument. `undefined` if the handler passed none. */
  options: ReplyOptions | undefined;
  /** The id that the call resolved with. */
  messageId: string;
}

/** A call of `ctx.download()`. */
export interface RecordedDownload {
  /** The first argument. `undefined` for the media of the message itself. */
  media: Media | undefined;
  /** The second argument. `undefined` if the handler passed none. */
  options: DownloadOptions | undefined;
}

/** A context for unit tests of handlers. It sends nothing, and records the calls of the handler. */
export interface SampleContext<C = VZapsClient> extends BaseContext, MessageActions {
  /** The instance id that `sampleContext()` was given, or its default. */
  instanceId: string;
  /** @throws VZapsError `INVALID_OPTION` if `sampleContext()` was given no client. */
  readonly client: C;
  /** The calls of `reply()`, oldest first. */
  readonly replies: readonly RecordedReply[];
  /** The calls of `download()`, oldest first. */
  readonly downloads: readonly RecordedDownload[];
  /** Aborts `signal`, as the receiver does at the handler's timeout. Without effect on a signal of your own. */
  abort(reason?: unknown): void;
}

const isObject = (value: unknown) => (typeof value === 'object' && value !== null) || typeof value === 'function';

const RULES: OptionRules = {
  instanceId: stringOption,
  client: customOption('an object', isObject),
  messageId: stringOption,
  media: customOption(
    '{ bytes, mimetype }',
    (value) => isObject(value) && 'bytes' in (value as object) && 'mimetype' in (value as object),
  ),
  signal: customOption('an AbortSignal', (value) => value instanceof AbortSignal),
  delivery: customOption('an object', isObject),
};

/**
 * Creates a context for a unit test that calls a handler directly, without a receiver. `reply()` resolves with a message
 * id and `download()` with a file. Both calls are recorded.
 *
 * @throws VZapsError `INVALID_OPTION`
 *
 * @example
 * import { strictEqual } from 'node:assert';
 * import type { EventOf } from '@vzaps/core/events';
 * import type { MessageActions } from '@vzaps/core/webhooks';
 * import { sampleContext, sampleEvent } from '@vzaps/testing';
 *
 * async function pong(event: EventOf<'Message'>, { reply }: MessageActions) {
 *   if (event.text === 'ping') await reply('pong');
 * }
 *
 * const context = sampleContext();
 * await pong(sampleEvent('Message', { text: 'ping' }), context);
 * strictEqual(context.replies[0]?.message, 'pong');
 */
export function sampleContext<C = VZapsClient>(options: SampleContextOptions<C> = {}): SampleContext<C> {
  checkOptions('sampleContext', options, RULES);
  const { instanceId = 'VZ9K2M4N8P1Q3R5S7T0WABCD01EF', client, delivery } = options;
  const controller = new AbortController();
  const replies: RecordedReply[] = [];
  const downloads: RecordedDownload[] = [];
  const context = {
    instanceId,
    signal: options.signal ?? controller.signal,
    ...(delivery && { delivery }),
    replies,
    downloads,
    abort: (reason?: unknown) => controller.abort(reason),
    async reply(message: string | ReplyMessage, replyOptions?: ReplyOptions) {
      const { messageId = newMessageId() } = options;
      replies.push({ message, options: replyOptions, messageId });
      return { messageId };
    },
    // One implementation for both signatures, which TypeScript cannot check.
    download: (async (media?: Media, downloadOptions?: DownloadOptions) => {
      downloads.push({ media, options: downloadOptions });
      const file = options.media ?? pixel();
      return downloadOptions?.stream
        ? { stream: new Response(file.bytes.slice()).body, mimetype: file.mimetype }
        : file;
    }) as MessageActions['download'],
  };
  // `client` is not enumerable, because printing or comparing the context must not throw.
  return Object.defineProperty(context, 'client', {
    get() {
      if (client !== undefined) return client;
      throw invalidOption(
        'sampleContext',
        'client',
        undefined,
        'an object with the calls that the handler makes',
        'The handler used `ctx.client`.',
      );
    },
  }) as unknown as SampleContext<C>;
}

function pixel(): DownloadedMedia {
  const base64 = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
  return { bytes: Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)), mimetype: 'image/png' };
}
