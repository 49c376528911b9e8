import { metrics, trace } from '@opentelemetry/api';
import type { RecoveryProgress } from '../client/recovery/options.ts';
import { type OutcomeListener, reportOf } from '../webhooks/observability/outcome-report.ts';
import { METRICS } from './metrics.ts';
import {
  type ObservedInbox,
  type ObservedRealtimeStatus,
  type ObservedReceiver,
  observeState,
} from './observe-state.ts';
import { addSpans, createOutcomeMetrics } from './record-outcome.ts';

const SCOPE = '@vzaps/core';
const RECOVERY_STATES: readonly RecoveryProgress['state'][] = ['succeeded', 'failed', 'givenUp'];

/** Functions that turn what this package reports into metrics and spans. */
export interface Telemetry {
  /**
   * Counts outcomes, measures durations and adds spans. Pass it to
   * `createReceiver({ onOutcome: [telemetry.onOutcome, consoleReporter()] })`.
   */
  readonly onOutcome: OutcomeListener;
  /** Counts retried and given up deliveries: `createRecovery({ onProgress: telemetry.onProgress })`. */
  readonly onProgress: (progress: Pick<RecoveryProgress, 'state'>) => void;
  /** Keeps the state of each realtime source: `createRealtime({ onState: telemetry.onState })`. */
  readonly onState: (status: ObservedRealtimeStatus) => void;
  /** Observes how many events are active and wait in this process. Several receivers are added up. */
  watchReceiver(receiver: ObservedReceiver): void;
  /** Observes `stats()` at each collection. Several inboxes are added up. If `stats()` fails, nothing is observed. */
  watchInbox(inbox: ObservedInbox): void;
  /** Ends the observation of receivers, inboxes and realtime sources. */
  stop(): void;
}

/**
 * Creates metrics and spans by `@opentelemetry/api`. Call it after the SDK has registered its providers: a meter that was
 * created before records nothing.
 *
 * No attribute contains a phone number, a message id, a text or a secret. docs/operations has a dashboard and alert rules
 * for these metrics.
 *
 * @example
 * import { createTelemetry } from '@vzaps/core/otel';
 * import { consoleReporter, createReceiver } from '@vzaps/core/webhooks';
 *
 * const telemetry = createTelemetry();
 * const receiver = createReceiver({ verify: signer.verify, onOutcome: [telemetry.onOutcome, consoleReporter()] });
 * telemetry.watchReceiver(receiver);
 */
export function createTelemetry(): Telemetry {
  const meter = metrics.getMeter(SCOPE);
  const tracer = trace.getTracer(SCOPE);
  const recordMetrics = createOutcomeMetrics(meter);
  const recovered = meter.createCounter(METRICS.recovered.name, METRICS.recovered.options);
  // A counter that begins at 1 is no increase for Prometheus, and the alert would miss the first delivery.
  for (const state of RECOVERY_STATES) recovered.add(0, { 'vzaps.recovery.state': state });
  const receivers = new Set<ObservedReceiver>();
  const inboxes = new Set<ObservedInbox>();
  const realtime = new Map<string, ObservedRealtimeStatus['state']>();
  const stop = observeState(meter, { receivers, inboxes, realtime });

  return {
    onOutcome(outcome, info) {
      const report = reportOf(outcome, info);
      recordMetrics(report);
      addSpans(tracer, report);
    },
    onProgress({ state }) {
      recovered.add(1, { 'vzaps.recovery.state': state });
    },
    onState({ instanceId, state }) {
      realtime.set(instanceId, state);
    },
    watchReceiver(receiver) {
      receivers.add(receiver);
    },
    watchInbox(inbox) {
      inboxes.add(inbox);
    },
    stop,
  };
}
