import { randomUUID } from 'node:crypto';
import { parseEvent, type VZapsEvent } from '@vzaps/core/events';
import type { InboxEntry } from '@vzaps/core/webhooks';
import { digest } from '../../connection/digest.ts';
import { withoutSecrets } from './remove-secrets.ts';

/** An entry as the script `add` takes it. */
export interface EncodedEntry {
  json: string;
  /** Digest of the conversation. */
  conversation: string;
  /** Digest of the key; empty where the event has no key. */
  key: string;
  partial: boolean;
  /** Digest of the id of this call of `add`; empty without an id. */
  addId: string;
}

export interface DecodedEntry {
  id: string;
  event: VZapsEvent;
  instanceId?: string;
  /** Set when the inbox did not write the entry. `event` is then an `Unknown` event with the text of the entry. */
  isForeign?: true;
}

/** Keeps the event and its instance, nothing else. An event without a conversation gets a conversation of its own. */
export function encodeEntry({ id, key, conversation, partial, instanceId, raw }: InboxEntry): EncodedEntry {
  return {
    json: withoutSecrets({ instanceId, raw }),
    conversation: digest(conversation ?? randomUUID()),
    key: key === undefined ? '' : digest(key),
    partial: partial && key !== undefined,
    addId: id === undefined ? '' : digest(id),
  };
}

/** Reads `<id> <conversation> <copy> <json>`. Never throws, so that no entry blocks its conversation. */
export function decodeEntry(text: string): DecodedEntry {
  const [, id = '0', json = text] = /^(\d+) \S+ \S+ (.*)$/s.exec(text) ?? [];
  try {
    const { instanceId, raw } = JSON.parse(json) as { instanceId?: string; raw: unknown };
    return { id, event: parseEvent(raw), ...(instanceId !== undefined && { instanceId }) };
  } catch {
    return { id, event: parseEvent(json), isForeign: true };
  }
}
