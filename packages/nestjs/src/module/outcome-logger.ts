import type { Logger } from '@nestjs/common';
import { type Outcome, type OutcomeReport, type ReceiverOptions, reportOf } from '@vzaps/core/webhooks';

/** The outcomes of deliveries that were refused or not handled. `method_not_allowed` is not a delivery of VZaps. */
const LEVELS: Partial<Record<Outcome['kind'], 'error' | 'warn'>> = {
  failed: 'error',
  unprocessable: 'warn',
  malformed: 'warn',
  unsupported_encoding: 'warn',
  overloaded: 'warn',
  refused: 'warn',
  too_large: 'warn',
};
const WARNING_INTERVAL_MS = 1000;

/**
 * The default for `onOutcome`: one line for each failure, and at most one line a second for each other outcome, so
 * that forged deliveries cannot fill the log. No line contains a phone number, a text or a secret.
 */
export function createOutcomeLogger(logger: Logger): NonNullable<ReceiverOptions['onOutcome']> {
  const loggedAt = new Map<Outcome['kind'], number>();
  return (outcome, info) => {
    const level = LEVELS[outcome.kind];
    if (!level) return;
    const now = performance.now();
    const last = loggedAt.get(outcome.kind) ?? Number.NEGATIVE_INFINITY;
    if (level === 'warn' && now - last < WARNING_INTERVAL_MS) return;
    loggedAt.set(outcome.kind, now);
    logger[level](formatReport(reportOf(outcome, info)));
  };
}

function formatReport({ outcome, type, instanceId, milliseconds, reason, issues, errors }: OutcomeReport): string {
  const details = [type, instanceId && `instance ${instanceId}`, `${Math.round(milliseconds)} ms`].filter(Boolean);
  const reasons = [
    reason,
    ...(issues ?? []).map(({ path, message }) => `${path || 'event'}: ${message}`),
    ...(errors ?? []).map(({ name, code }) => (code === undefined ? name : `${name} ${code}`)),
  ].filter(Boolean);
  return `A delivery is ${outcome} (${details.join(', ')})${reasons.length > 0 ? `: ${reasons.join('; ')}` : ''}`;
}
