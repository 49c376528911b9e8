import type { VZapsEvent } from '../../events/index.ts';
import { tooDeep } from '../../events/wire/depth.ts';
import { answerUnknown, soon } from '../../shared/await-answer.ts';
import type { WaitFor } from '../../shared/with-timeout.ts';
import type { Inbox } from '../inbox.ts';
import type { Outcome } from '../outcome.ts';
import { identityOf } from './event-identity.ts';
import { type Facts, later, proofOf } from './event-metadata.ts';

/** Into the inbox instead of the handlers: a worker dispatches the event, and claims it, later. */
export function createEnqueue(inbox: Inbox, wait: WaitFor): (event: VZapsEvent, facts: Facts) => Promise<Outcome> {
  return async (event, facts) => {
    // JSON.parse takes millions of levels, what stores does not: it would be 503 each time that it comes.
    if (event.type === 'Unknown' && tooDeep(event.raw)) return { kind: 'unprocessable', event, ...proofOf(facts) };
    const { instanceId } = facts;
    const { key, lane, partial } = identityOf(event, instanceId);
    try {
      const added = await soon(
        inbox.add({
          ...(key !== undefined && { key }),
          ...(lane !== undefined && { lane }),
          ...(instanceId !== undefined && { instanceId }),
          partial,
          raw: event.raw,
        }),
        'inbox',
        wait,
      );
      if (added !== 'queued' && added !== 'duplicate') throw answerUnknown('inbox', '`queued` or `duplicate`');
      facts.watch?.lap('handle');
      return { kind: added, event, ...proofOf(facts) };
    } catch (error) {
      // Perhaps it was stored all the same: the copy that VZaps sends then is the inbox's duplicate.
      return later('overloaded', event, facts, error);
    }
  };
}
