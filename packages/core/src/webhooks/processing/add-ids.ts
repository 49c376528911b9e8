import { sha256Hex } from '#crypto';
import type { VZapsEvent } from '../../events/index.ts';
import type { EventMetadata } from './event-metadata.ts';

/** Remembers the ids of calls of `inbox.add` whose result is unknown. */
export interface AddIds {
  /** The id of an earlier call for the same delivery whose result is unknown, otherwise a new id. */
  choose(event: VZapsEvent, metadata: EventMetadata): string;
  /** The call of `add` with this id failed, so the entry may be stored or not. */
  remember(event: VZapsEvent, metadata: EventMetadata, id: string): void;
  /** A call of `add` for this delivery succeeded. */
  forget(event: VZapsEvent, metadata: EventMetadata): void;
}

interface UnknownAdd {
  readonly id: string;
  readonly expiresAt: number;
}

const REMEMBER_MS = 10 * 60_000;
// About 2 MB. If more calls fail within ten minutes, the oldest are forgotten.
const MAX_ENTRIES = 10_000;

/**
 * Creates the memory for calls of `add` with an unknown result: a digest of instance and body for ten minutes. Bodies are
 * hashed only while there is such a call, so it costs nothing while the inbox works.
 */
export function createAddIds(): AddIds {
  const unknownAdds = new Map<string, UnknownAdd>();

  return {
    choose(event, metadata) {
      const known = unknownAdds.size > 0 ? unknownAdds.get(digestDelivery(event, metadata)) : undefined;
      return known && known.expiresAt > performance.now() ? known.id : crypto.randomUUID();
    },
    remember(event, metadata, id) {
      const now = performance.now();
      const digest = digestDelivery(event, metadata);
      // Moved to the end of the map, so that the oldest call is at the front.
      unknownAdds.delete(digest);
      unknownAdds.set(digest, { id, expiresAt: now + REMEMBER_MS });
      for (const [oldest, { expiresAt }] of unknownAdds) {
        if (expiresAt > now && unknownAdds.size <= MAX_ENTRIES) break;
        unknownAdds.delete(oldest);
      }
    },
    forget(event, metadata) {
      if (unknownAdds.size > 0) unknownAdds.delete(digestDelivery(event, metadata));
    },
  };
}

/** If a body parser consumed the bytes, or the event was dispatched, the event's JSON is used instead of the bytes. */
function digestDelivery({ raw }: VZapsEvent, { instanceId = '', body }: EventMetadata): string {
  return `${instanceId}|${sha256Hex(body ?? JSON.stringify(raw) ?? '')}`;
}
