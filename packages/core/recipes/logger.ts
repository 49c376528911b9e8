import { type Outcome, type OutcomeInfo, reportOf } from '@vzaps/core/webhooks';
import type { Logger } from 'pino';

/** Writes one line for each delivery: `createReceiver({ …, onOutcome: logOutcomes(logger) })`. */
export function logOutcomes(logger: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>) {
  return (outcome: Outcome, info: OutcomeInfo): void => {
    logger[levelOf(outcome)](reportOf(outcome, info), 'vzaps webhook');
  };
}

function levelOf(outcome: Outcome): 'debug' | 'info' | 'warn' | 'error' {
  switch (outcome.kind) {
    // Something in your system needs attention: a handler, the store, or the version of this package.
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
      // The complete copy came too late, or the store failed to remember a handled event.
      return ('completesPartial' in outcome && outcome.completesPartial) || 'storeError' in outcome ? 'warn' : 'info';
  }
}
