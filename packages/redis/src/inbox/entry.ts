import { randomUUID } from 'node:crypto';
import { parseEvent, type VZapsEvent } from '@vzaps/core/events';
import type { InboxEntry } from '@vzaps/core/webhooks';
import { digest } from '../digest.ts';
import { withoutSecrets } from './secrets.ts';

/** An entry as the scripts take it: what it says, and digests of where it belongs and what it is. */
export interface Stored {
  json: string;
  lane: string;
  /** Empty where the event has no identity. */
  key: string;
  partial: boolean;
}

export interface Restored {
  id: string;
  event: VZapsEvent;
  instanceId?: string;
  /** Somebody else has written it: the event is an `Unknown` one with its text. */
  foreign?: true;
}

/** Nothing but the event and its instance is kept; a lane of its own where it follows nobody. */
export function store({ key, lane, partial, instanceId, raw }: InboxEntry): Stored {
  return {
    json: withoutSecrets({ instanceId, raw }),
    lane: digest(lane ?? randomUUID()),
    key: key === undefined ? '' : digest(key),
    partial: partial && key !== undefined,
  };
}

/** `<id> <lane> <copy> <json>`, as the scripts made it. Total, so that no entry blocks its lane. */
export function restore(text: string): Restored {
  const [, id = '0', json = text] = /^(\d+) \S+ \S+ (.*)$/s.exec(text) ?? [];
  try {
    const { instanceId, raw } = JSON.parse(json) as { instanceId?: string; raw: unknown };
    return { id, event: parseEvent(raw), ...(instanceId !== undefined && { instanceId }) };
  } catch {
    return { id, event: parseEvent(json), foreign: true };
  }
}
