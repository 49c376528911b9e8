import type { VZapsEvent } from '../../events/index.ts';

/** An event that the next one of its kind may take the place of while it waits. */
export interface Conflated {
  readonly superseded: boolean;
  /** It is being handled: the next one is another. */
  start(): void;
}

/** Of the waiting events of one type, lane and sender only the newest counts. */
export function createConflation(
  types: readonly string[],
): (event: VZapsEvent, lane?: string) => Conflated | undefined {
  const newest = new Map<string, { superseded: boolean }>();

  return (event, lane) => {
    // What has an identity is claimed, and must not be skipped.
    if (!types.includes(event.type) || !('sender' in event) || event.key !== undefined) return undefined;
    const kind = JSON.stringify([event.type, lane, event.sender]);
    const own = { superseded: false };
    const older = newest.get(kind);
    if (older) older.superseded = true;
    newest.set(kind, own);
    return {
      get superseded() {
        return own.superseded;
      },
      start() {
        if (newest.get(kind) === own) newest.delete(kind);
      },
    };
  };
}
