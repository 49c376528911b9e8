import { freshEventId } from '../identities/ids.ts';
import type { WireOptions } from '../options.ts';
import { goCasing } from './casing.ts';

type Inner = { type: string; event: unknown };

/** Puts an event into the envelope and the casing in which it shall go over the wire. */
export function envelop(inner: Inner, options: WireOptions): Record<string, unknown> {
  const { envelope = 'A', casing = 'snake', instanceId = 'VZ9K2M4N8P1Q3R5S7T0WABCD01EF' } = options;
  const cased = casing === 'go' ? goCasing(inner.event) : inner.event;
  const body = { ...inner, event: options.eventAsString ? JSON.stringify(cased) : cased };
  switch (envelope) {
    case 'A':
      return body;
    case 'B':
      return {
        json_data: options.jsonDataAsString ? JSON.stringify(body) : body,
        ...(options.token !== undefined && { token: options.token }),
        instance_name: 'Our shop',
        instance_id: instanceId,
      };
    case 'C':
      return {
        id: options.eventId ?? freshEventId(),
        type: inner.type,
        instance_id: instanceId,
        created_at: (options.createdAt ?? new Date()).toISOString(),
        data: body,
      };
  }
}
