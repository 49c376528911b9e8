import type { VZapsEvent } from '../events/index.ts';
import { describeError, writeToStderr } from '../webhooks/observability/console-reporter.ts';
import type { RealtimeGivenUp } from './options.ts';
import type { RealtimeStatus } from './realtime-status.ts';

/** The default for `onState`: a line on stderr if the source waits or has failed. */
export function reportStatus({ state, instanceId, reason, nextAttemptAt }: RealtimeStatus): void {
  if (state !== 'waiting' && state !== 'failed') return;
  const next = nextAttemptAt ? ` The next attempt is at ${nextAttemptAt.toISOString()}.` : '';
  writeToStderr(`[vzaps] Realtime of ${instanceId} is ${state}. ${reason}${next}`);
}

/** The default for `onGivenUp`: a line on stderr, without the content of the event. */
export function reportGivenUp({ type }: VZapsEvent, { instanceId, eventId, attempts, outcome }: RealtimeGivenUp): void {
  const id = eventId === undefined ? '' : ` ${eventId}`;
  writeToStderr(
    `[vzaps] A ${type} event${id} of ${instanceId} was given up after ${attempts} attempts. The last outcome is ` +
      `${outcome.kind}. It was not acknowledged.`,
  );
}

export function reportCursorError(instanceId: string, error: unknown): void {
  writeToStderr(`[vzaps] The realtime cursor of ${instanceId} could not be saved.${describeError(error)}`);
}
