import { VZapsConnectionError, VZapsTimeoutError } from '../../client/errors/network-error.ts';
import { ANSWER_TIMEOUT_MS } from '../../shared/await-answer.ts';
import { sleep } from '../../shared/sleep.ts';
import { withTimeout } from '../../shared/with-timeout.ts';
import type { RealtimeCursor } from './realtime-cursor.ts';

// Milliseconds before a failed save is repeated.
const REPEAT_MS = 1_000;
// Milliseconds that the store has once the source closes.
const CLOSE_ANSWER_MS = 2_000;

/** Loads and saves the cursor of one instance. */
export interface CursorSaver {
  /** @throws VZapsError `CONNECTION_FAILED` or `REQUEST_TIMEOUT`. */
  load(): Promise<string | undefined>;
  /** Saves in the background, one save at a time. An id that a newer one replaces meanwhile is not saved. */
  save(eventId: string): void;
  /** Waits until the last id is saved, at most 2 s. */
  close(): Promise<void>;
}

/** @param onError Called once for each series of failed saves. */
export function createCursorSaver(
  cursor: RealtimeCursor,
  instanceId: string,
  onError: (error: unknown) => void,
): CursorSaver {
  const closing = new AbortController();
  let next: string | undefined;
  let saving: Promise<void> | undefined;

  async function saveAll(): Promise<void> {
    let hasFailed = false;
    while (next !== undefined) {
      const eventId = next;
      next = undefined;
      try {
        await answerOf(async () => cursor.save(instanceId, eventId));
        hasFailed = false;
      } catch (error) {
        if (!hasFailed) onError(error);
        hasFailed = true;
        if (closing.signal.aborted) return;
        next ??= eventId;
        // At the close, the wait ends and the save is tried once more.
        await sleep(REPEAT_MS, closing.signal).catch(() => {});
      }
    }
  }

  return {
    async load() {
      try {
        const [eventId] = await answerOf(async () => cursor.load(instanceId));
        return typeof eventId === 'string' && eventId !== '' ? eventId : undefined;
      } catch (cause) {
        if (cause instanceof VZapsTimeoutError) throw cause;
        throw new VZapsConnectionError('The realtime cursor could not be loaded. Check its store.', { cause });
      }
    },
    save(eventId) {
      next = eventId;
      saving ??= saveAll().finally(() => {
        saving = undefined;
      });
    },
    async close() {
      closing.abort();
      if (saving) await withTimeout(saving, CLOSE_ANSWER_MS);
    },
  };
}

/** Waits for the store. One that hangs counts as down. The answer is in an array, since it may be `undefined`. */
async function answerOf<T>(ask: () => Promise<T>): Promise<[T]> {
  const answer = await withTimeout(
    ask().then((value): [T] => [value]),
    ANSWER_TIMEOUT_MS,
  );
  if (answer) return answer;
  throw new VZapsTimeoutError(`The store of the realtime cursor did not answer within ${ANSWER_TIMEOUT_MS} ms.`);
}
