import { newEventId } from '../identities/ids.ts';
import type { WireOptions } from '../options/wire-options.ts';
import { writeEvent } from './casing.ts';

/** A payload before it is put into an envelope. The keys of `event` are the names of Go. */
export interface Payload {
  type: string;
  event: unknown;
  state?: string;
  media_url?: string;
}

/** Puts a payload into an envelope, in the casing of the options. */
export function wrapPayload(payload: Payload, options: WireOptions): Record<string, unknown> {
  const { envelope = 'A', casing = 'snake', oneofs = 'nested' } = options;
  const { instanceId = 'VZ9K2M4N8P1Q3R5S7T0WABCD01EF' } = options;
  const event = writeEvent(payload.event, casing, oneofs);
  const body = { ...payload, event: options.eventAsString ? JSON.stringify(event) : event };
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
        id: options.eventId ?? newEventId(),
        type: payload.type,
        instance_id: instanceId,
        created_at: (options.createdAt ?? new Date()).toISOString(),
        data: body,
      };
  }
}
