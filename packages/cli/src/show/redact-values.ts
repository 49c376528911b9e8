import { parseEvent } from '@vzaps/core/events';
import { redactUrl } from '@vzaps/core/webhooks';

const URL_FIELD = /url|webhook/i;
const SECRET_FIELD = /token|secret|authorization|password/i;

/**
 * Copies an entry of the delivery log without its secrets: tokens, the instance token in a payload, and the signature
 * of a webhook URL. URLs of media stay, because they are the content of a message.
 */
export function redactEntry(entry: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { payload, ...others } = entry;
  const copy = redactFields(others) as Record<string, unknown>;
  return payload === undefined ? copy : { ...copy, payload: redactPayload(payload) };
}

/** A payload without the credentials of its envelopes. */
export function redactPayload(payload: unknown): unknown {
  return parseEvent(payload).raw;
}

function redactFields(value: unknown, name = ''): unknown {
  if (typeof value === 'string') {
    if (SECRET_FIELD.test(name)) return '[redacted]';
    return URL_FIELD.test(name) || /^https?:\/\//.test(value) ? redactUrl(value) : value;
  }
  if (Array.isArray(value)) return value.map((each) => redactFields(each, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, redactFields(each, key)]));
}
