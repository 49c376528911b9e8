import * as z from 'zod';
import { createTransport } from '#transport';
import { issuesOf } from './errors/to-validation-issues.ts';
import { VZapsValidationError } from './errors/validation-error.ts';
import type { ConnectionSettings } from './http/send-request.ts';
import { fetchTransport } from './http/transport/given-fetch.ts';
import type { VZapsClientOptions } from './options.ts';
import { optionalToken, token } from './schema/id.ts';
import { retry, timeout } from './schema/limits.ts';

const base = z
  .string()
  .refine((url) => /^https?:\/\//i.test(url) && URL.canParse(url), 'must be an http or https URL')
  .transform((url) => new URL(url))
  .refine(({ username, password, search, hash }) => !(username || password || search || hash), 'must be a plain URL');

const callable = z.custom((given) => typeof given === 'function', 'must be a function').optional();

const options = z.object({
  clientToken: token,
  clientSecret: token.optional(),
  instanceToken: optionalToken,
  baseUrl: base.prefault('https://api.vzaps.com'),
  timeoutMs: timeout.default(30_000),
  tokenSkewMs: z.number().min(0).default(60_000),
  connections: z.int().min(1).default(32),
  retry: retry.optional(),
  userAgent: z
    .string()
    .regex(/^[\x20-\x7e]*$/)
    .optional(),
  fetch: callable,
  onRequest: callable,
  onResponse: callable,
  dispatcher: z
    .custom((given) => typeof Object(given).request === 'function', 'must be a dispatcher of undici')
    .optional(),
});

export type Settings = ConnectionSettings & {
  readonly clientToken: string;
  readonly clientSecret: string | undefined;
  readonly instanceToken: string | undefined;
  readonly tokenSkewMs: number;
};

/**
 * The options of a client, checked.
 *
 * @throws VZapsValidationError naming the option; a mistake here would otherwise show at the first call.
 */
export function settingsOf(given: VZapsClientOptions): Settings {
  const parsed = options.safeParse(given);
  if (parsed.error) throw new VZapsValidationError(issuesOf(parsed.error.issues));
  const { clientToken, clientSecret, instanceToken, baseUrl, timeoutMs, tokenSkewMs, connections, userAgent } =
    parsed.data;
  const { fetch, dispatcher, onRequest, onResponse } = given;
  return {
    clientToken,
    clientSecret,
    instanceToken,
    baseUrl,
    timeoutMs,
    tokenSkewMs,
    retry: parsed.data.retry,
    userAgent: userAgent ? `${userAgent} vzaps-core` : 'vzaps-core',
    hooks: { onRequest, onResponse },
    secrets: [clientToken, clientSecret, instanceToken],
    transport: fetch ? fetchTransport(fetch) : createTransport({ connections, dispatcher }),
  };
}
