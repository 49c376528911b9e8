import { type Outcome, type OutcomeInfo, reportOf } from '@vzaps/core/webhooks';
import type { Logger } from 'pino';

/** One line for each delivery: `createReceiver({ …, onOutcome: logOutcomes(logger) })`. */
export function logOutcomes(logger: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>) {
  return (outcome: Outcome, info: OutcomeInfo): void => {
    logger[levelOf(outcome)](reportOf(outcome, info), 'vzaps webhook');
  };
}

function levelOf(outcome: Outcome): 'debug' | 'info' | 'warn' | 'error' {
  switch (outcome.kind) {
    // Yours to mend: a handler, the store, or a version of this package that does not know a shape yet.
    case 'failed':
    case 'overloaded':
    case 'unprocessable':
      return 'error';
    case 'refused':
    case 'malformed':
    case 'too_large':
    case 'unsupported_encoding':
      return 'warn';
    case 'method_not_allowed':
    case 'unhandled':
      return 'debug';
    default:
      // A phone that came too late; a store that failed to note what was done.
      return ('completesPartial' in outcome && outcome.completesPartial) || 'storeError' in outcome ? 'warn' : 'info';
  }
}
