import { createTransport } from '#transport';
import {
  customOption,
  findOptionProblems,
  functionOption,
  integerOption,
  type OptionRules,
  objectOption,
  required,
} from '../shared/check-options.ts';
import { MAX_TIMER_MS } from '../shared/with-timeout.ts';
import { VZapsValidationError } from './errors/validation-error.ts';
import type { ConnectionSettings } from './http/connection-settings.ts';
import { resolveRetryPolicy } from './http/retry.ts';
import { createFetchTransport } from './http/transport/fetch-transport.ts';
import type { VZapsClientOptions } from './options.ts';
import { TOKEN } from './schema/id.ts';

const OWNER = 'new VZapsClient';

const token = customOption('a token: not blank, without spaces or line breaks', isToken);
const milliseconds = (least: number) =>
  customOption(`a number from ${least} to ${MAX_TIMER_MS} (milliseconds)`, (value) => isBetween(value, least));

const RULES: OptionRules = {
  clientToken: required(token),
  clientSecret: token,
  // An environment variable that is not set often arrives as an empty string.
  instanceToken: customOption(token.expected, (value) => value === '' || isToken(value)),
  baseUrl: customOption('an http or https URL without credentials, query and fragment', isBaseUrl),
  timeoutMs: milliseconds(1),
  // Checked with `RETRY_RULES`.
  retry: customOption('an object', () => true),
  maxResponseBytes: customOption('a number of at least 1 (bytes)', (value) => typeof value === 'number' && value >= 1),
  tokenSkewMs: milliseconds(0),
  userAgent: customOption('a string of printable ASCII characters', isHeaderText),
  fetch: functionOption,
  dispatcher: objectOption('a dispatcher of undici, which has a method `request`', 'request'),
  connections: integerOption(1, 'sockets'),
  onRequest: functionOption,
  onResponse: functionOption,
};

const RETRY_RULES: OptionRules = {
  attempts: integerOption(1, 'requests'),
  baseMs: milliseconds(0),
  maxMs: milliseconds(0),
  maxRetryAfterMs: milliseconds(0),
};

export type ClientSettings = ConnectionSettings & {
  readonly clientToken: string;
  readonly clientSecret: string | undefined;
  readonly instanceToken: string | undefined;
  readonly tokenSkewMs: number;
};

/**
 * Checks the options of a client and fills in the defaults.
 *
 * @throws VZapsValidationError `INVALID_OPTION` with every wrong or unknown option.
 */
export function resolveOptions(options: VZapsClientOptions): ClientSettings {
  const problems = findOptionProblems(OWNER, options, RULES);
  if (options?.retry !== undefined) problems.push(...findOptionProblems(OWNER, options.retry, RETRY_RULES, 'retry.'));
  if (problems.length > 0) throw new VZapsValidationError(problems, { code: 'INVALID_OPTION' });
  const { clientToken, clientSecret, fetch, dispatcher, connections = 32, userAgent, onRequest, onResponse } = options;
  const instanceToken = options.instanceToken || undefined;
  const { origin, href } = new URL(options.baseUrl ?? 'https://api.vzaps.com');
  return {
    clientToken,
    clientSecret,
    instanceToken,
    origin,
    basePath: href.slice(origin.length).replace(/\/$/, ''),
    timeoutMs: options.timeoutMs ?? 30_000,
    maxResponseBytes: options.maxResponseBytes ?? 50 * 1024 * 1024,
    tokenSkewMs: options.tokenSkewMs ?? 60_000,
    retry: resolveRetryPolicy(options.retry),
    userAgent: userAgent ? `${userAgent} vzaps-core` : 'vzaps-core',
    hooks: { onRequest, onResponse },
    secrets: [clientToken, clientSecret, instanceToken],
    transport: fetch ? createFetchTransport(fetch) : createTransport({ connections, dispatcher }),
  };
}

function isToken(value: unknown): boolean {
  return typeof value === 'string' && TOKEN.test(value);
}

function isBetween(value: unknown, least: number): boolean {
  return typeof value === 'number' && value >= least && value <= MAX_TIMER_MS;
}

function isHeaderText(value: unknown): boolean {
  return typeof value === 'string' && /^[\x20-\x7e]*$/.test(value);
}

function isBaseUrl(value: unknown): boolean {
  if (typeof value !== 'string' || !/^https?:\/\//i.test(value) || !URL.canParse(value)) return false;
  const { username, password, search, hash } = new URL(value);
  return !(username || password || search || hash);
}
