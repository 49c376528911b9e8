import type { VZapsEvent } from '../../events/index.ts';
import { isTooDeep } from '../../events/wire/inspect.ts';
import { omitAbsent } from '../../events/wire/omit-absent.ts';
import { ANSWER_TIMEOUT_MS, awaitAnswer, createUnknownAnswerError } from '../../shared/await-answer.ts';
import type { WaitFor } from '../../shared/with-timeout.ts';
import type { Inbox } from '../inbox.ts';
import type { Outcome, SettledOutcome } from '../outcome.ts';
import { createAddIds } from './add-ids.ts';
import { identifyEvent } from './event-identity.ts';
import { addVerification, createRetryLaterOutcome, estimateSize } from './event-metadata.ts';
import type { ProcessEvent } from './process-event.ts';

// Entries of more than a megabyte, and the entries beside them, may take longer: the connection may be slow (256 kB/s).
const [LARGE_BYTES, MIN_BYTES_PER_MS] = [2 ** 20, 256];

/** Creates the function that stores an event in the inbox instead of handling it. A worker handles it later. */
export function createEnqueue(inbox: Inbox, waitFor: WaitFor): ProcessEvent {
  const addIds = createAddIds();
  // Bytes of the large entries that the inbox is storing. Entries behind them on the same connection wait for them.
  let largeBytes = 0;

  return async (event, metadata) => {
    // JSON.parse accepts millions of levels, an inbox does not. The event would be answered 503 at every delivery.
    if (cannotBeStored(event)) return addVerification<Outcome>({ kind: 'unprocessable', event }, metadata);
    const { instanceId } = metadata;
    const id = addIds.choose(event, metadata);
    const { claimKey, queueKey, isPartial } = identifyEvent(event, instanceId);
    const excessBytes = Math.max(0, estimateSize(metadata) - LARGE_BYTES);
    largeBytes += excessBytes;
    try {
      const result = await awaitAnswer(
        inbox.add({
          id,
          ...omitAbsent({ key: claimKey, conversation: queueKey, instanceId }),
          partial: isPartial,
          raw: event.raw,
        }),
        'inbox',
        waitFor,
        ANSWER_TIMEOUT_MS + largeBytes / MIN_BYTES_PER_MS,
      );
      if (result !== 'queued' && result !== 'duplicate') {
        throw createUnknownAnswerError('inbox', '`queued` or `duplicate`');
      }
      addIds.forget(event, metadata);
      metadata.timings?.mark('handle');
      return addVerification<SettledOutcome>({ kind: result, event }, metadata);
    } catch (error) {
      addIds.remember(event, metadata, id);
      return createRetryLaterOutcome('overloaded', event, metadata, error);
    } finally {
      largeBytes -= excessBytes;
    }
  };
}

function cannotBeStored(event: VZapsEvent): event is Extract<VZapsEvent, { type: 'Unknown' }> {
  return event.type === 'Unknown' && isTooDeep(event.raw);
}
