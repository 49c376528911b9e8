import type { VZapsEvent } from '@vzaps/core/events';
import type { Outcome, SettledOutcome } from '@vzaps/core/webhooks';
import type { ForwardResult } from './forward.ts';

const SETTLED: ReadonlySet<string | undefined> = new Set([
  'handled',
  'unhandled',
  'duplicate',
  'superseded',
  'queued',
] satisfies SettledOutcome['kind'][]);

/** What an inspector shows of an event that was forwarded: the answer of the application. */
export function toOutcome(event: VZapsEvent, instanceId: string, result: ForwardResult | undefined): Outcome {
  // An event that is only watched has no handler.
  if (!result) return { kind: 'unhandled', event, instanceId };
  if (!result.isAccepted) return { kind: 'failed', event, instanceId, errors: [new ForwardError(result.answer)] };
  const kind = SETTLED.has(result.outcome) ? (result.outcome as SettledOutcome['kind']) : 'handled';
  return { kind, event, instanceId };
}

/** The stack of the application's error is in the application's log. */
class ForwardError extends Error {
  override readonly name = 'Answer';

  constructor(answer: string) {
    super(answer);
    delete this.stack;
  }
}
