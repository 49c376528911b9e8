import {
  checkOptions,
  customOption,
  integerOption,
  invalidOption,
  type OptionRules,
  stringOption,
} from '@vzaps/core/webhooks';
import { BODY_FORMATS, type BodyFormat } from './body-format.ts';

/** The options of `deliver()`. */
export interface DeliverOptions {
  /** Default: `POST`. */
  method?: string;
  /** Added to `content-type`, or a replacement of it. */
  headers?: Record<string, string | string[]>;
  /** The raw request target instead of the URL's path and query: `//evil/x`, or a target with a fragment. */
  target?: string;
  /**
   * How the payload is sent. `form` and `multipart` put its JSON into the field `jsonData`, as wuzapi does.
   * Default: `json`.
   */
  format?: BodyFormat;
  /** Send with `Transfer-Encoding: chunked` instead of a `Content-Length`. Default: `false`. */
  chunked?: boolean;
  /** The timeout of the whole delivery in milliseconds. Default: 5 000. */
  timeoutMs?: number;
  /** `false` accepts a self-signed certificate of an `https` server. Default: `true`. */
  rejectUnauthorized?: boolean;
  /** Aborts the delivery, which then rejects with the signal's reason. Default: none. */
  signal?: AbortSignal;
}

const booleanOption = customOption('true or false', (value) => typeof value === 'boolean');

const RULES: OptionRules = {
  method: stringOption,
  headers: customOption('an object', (value) => typeof value === 'object' && value !== null),
  target: stringOption,
  format: customOption(`one of: ${BODY_FORMATS.join(', ')}`, (value) => BODY_FORMATS.includes(value as BodyFormat)),
  chunked: booleanOption,
  timeoutMs: integerOption(1, 'milliseconds'),
  rejectUnauthorized: booleanOption,
  signal: customOption('an AbortSignal', (value) => value instanceof AbortSignal),
};

/** @throws VZapsError `INVALID_OPTION` */
export function checkDeliverOptions(url: string | URL, options: DeliverOptions): URL {
  checkOptions('deliver', options, RULES);
  const text = String(url);
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  if (parsed?.protocol === 'http:' || parsed?.protocol === 'https:') return parsed;
  throw invalidOption('deliver', 'url', url, 'an absolute http or https URL');
}
