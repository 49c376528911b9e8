import { Logger } from '@nestjs/common';
import { type Outcome, type OutcomeReport, type ReceiverOptions, reportOf } from '@vzaps/core/webhooks';

/** What is refused, or stays in VZaps' log instead of being handled. A delivery by another method is none. */
const LEVELS: Partial<Record<Outcome['kind'], 'error' | 'warn'>> = {
  failed: 'error',
  unprocessable: 'warn',
  malformed: 'warn',
  unsupported_encoding: 'warn',
  overloaded: 'warn',
  refused: 'warn',
  too_large: 'warn',
};
const ONE_SECOND = 1000;

/** For who gave no `onOutcome`: a line without phone number, text or secret. A stranger cannot fill the log. */
export function logOutcomes(name: string | undefined): NonNullable<ReceiverOptions['onOutcome']> {
  const logger = new Logger(name === undefined ? 'VZapsModule' : `VZapsModule ${name}`);
  const told = new Map<Outcome['kind'], number>();
  return (outcome, info) => {
    const level = LEVELS[outcome.kind];
    if (!level) return;
    const now = performance.now();
    // Each failure is one's own, and is told; of the others one in a second is enough.
    if (level === 'warn' && now - (told.get(outcome.kind) ?? Number.NEGATIVE_INFINITY) < ONE_SECOND) return;
    told.set(outcome.kind, now);
    logger[level](lineOf(reportOf(outcome, info)));
  };
}

function lineOf({ outcome, type, instanceId, milliseconds, reason, issues, errors }: OutcomeReport): string {
  const what = [type, instanceId && `instance ${instanceId}`, `${Math.round(milliseconds)} ms`].filter(Boolean);
  const why = [
    reason,
    ...(issues ?? []).map(({ path, message }) => `${path || 'event'}: ${message}`),
    ...(errors ?? []).map(({ name, code }) => (code === undefined ? name : `${name} ${code}`)),
  ].filter(Boolean);
  return `A delivery is ${outcome} (${what.join(', ')})${why.length > 0 ? `: ${why.join('; ')}` : ''}`;
}
