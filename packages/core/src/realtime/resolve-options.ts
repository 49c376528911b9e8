import { EVENT_TYPES } from '../events/index.ts';
import { nearestEventType } from '../events/nearest-event-type.ts';
import {
  checkOptions,
  customOption,
  flagOption,
  functionOption,
  integerOption,
  invalidOption,
  type OptionRules,
  objectOption,
  required,
  stringOption,
  textOption,
} from '../shared/check-options.ts';
import { MAX_TIMER_MS } from '../shared/with-timeout.ts';
import type { ConnectionSettings } from './connection/connection.ts';
import type { ReconnectPolicy } from './connection/reconnect.ts';
import type { RetryPolicy } from './dispatch/dispatch-events.ts';
import type { RealtimeOptions } from './options.ts';

const OWNER = 'createRealtime';

const milliseconds = (least: number) =>
  customOption(
    `a whole number from ${least} to ${MAX_TIMER_MS} (milliseconds)`,
    (value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= MAX_TIMER_MS,
  );
const nested = customOption('an object', (value) => typeof value === 'object' && value !== null);
// An environment variable that is not set often arrives as an empty string.

const RULES: OptionRules = {
  client: required(objectOption('a VZapsClient', 'realtimeCredentials')),
  instanceId: required(stringOption),
  instanceToken: textOption,
  receiver: required(objectOption('a receiver, such as the result of createReceiver()', 'dispatch')),
  events: customOption('a non-empty array of event types', (value) => Array.isArray(value) && value.length > 0),
  url: customOption('a ws or wss URL without credentials and fragment', isWebSocketUrl),
  cursor: objectOption('a cursor with the methods `load` and `save`', 'load', 'save'),
  credentials: customOption("'headers' or 'query'", (value) => value === 'headers' || value === 'query'),
  onState: functionOption,
  onGivenUp: functionOption,
  signal: objectOption('an AbortSignal', 'addEventListener', 'removeEventListener'),
  reconnect: nested,
  retry: nested,
  acknowledge: flagOption,
  maxUnacked: integerOption(1, 'events'),
  maxFrameBytes: integerOption(1, 'bytes'),
  silenceMs: milliseconds(1),
};
const RECONNECT_RULES: OptionRules = { baseMs: milliseconds(1), maxMs: milliseconds(1) };
const RETRY_RULES: OptionRules = { attempts: integerOption(0, 'attempts'), ...RECONNECT_RULES };

/** @throws VZapsError `INVALID_OPTION` with the option's path. */
export function checkRealtimeOptions(options: RealtimeOptions): void {
  checkOptions(OWNER, options, RULES);
  if (options.reconnect) checkOptions(OWNER, options.reconnect, RECONNECT_RULES, 'reconnect.');
  if (options.retry) checkOptions(OWNER, options.retry, RETRY_RULES, 'retry.');
  const known: readonly unknown[] = [...EVENT_TYPES, 'All'];
  for (const [index, name] of (options.events ?? []).entries()) {
    if (known.includes(name)) continue;
    const nearest = typeof name === 'string' ? nearestEventType(name) : undefined;
    const solution = nearest ? `Did you mean '${nearest}'?` : `Known types: ${known.join(', ')}.`;
    throw invalidOption(OWNER, `events[${index}]`, name, 'an event type of VZaps', solution);
  }
}

export interface RealtimeSettings {
  readonly settings: ConnectionSettings;
  readonly reconnect: ReconnectPolicy;
  readonly retry: RetryPolicy;
  readonly maxUnacked: number;
}

/** Fills in the defaults of checked options. */
export function resolveRealtimeOptions(options: RealtimeOptions): RealtimeSettings {
  const { reconnect = {}, retry = {} } = options;
  return {
    settings: {
      instanceId: options.instanceId,
      url: options.url ?? 'wss://realtime.vzaps.com/events/ws',
      events: options.events,
      credentials: options.credentials ?? 'headers',
      maxFrameBytes: options.maxFrameBytes ?? 64 * 1024 * 1024,
      silenceMs: options.silenceMs,
    },
    reconnect: { baseMs: reconnect.baseMs ?? 1_000, maxMs: reconnect.maxMs ?? 30_000 },
    retry: { attempts: retry.attempts ?? 8, baseMs: retry.baseMs ?? 1_000, maxMs: retry.maxMs ?? 300_000 },
    maxUnacked: options.maxUnacked ?? 256,
  };
}

function isWebSocketUrl(value: unknown): boolean {
  if (typeof value !== 'string' || !/^wss?:\/\//i.test(value) || !URL.canParse(value)) return false;
  const { username, password, hash } = new URL(value);
  return !(username || password || hash);
}
