import type { MetricOptions } from '@opentelemetry/api';

interface MetricDefinition {
  readonly name: string;
  readonly options: MetricOptions;
}

// Seconds. Most deliveries take a few milliseconds. The default bounds of OpenTelemetry begin at 5 s for this unit.
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const advice = { explicitBucketBoundaries: SECONDS };

/**
 * Every metric of `createTelemetry()`. docs/operations uses these names as Prometheus writes them.
 *
 * A name ends with its unit. The Prometheus exporter for Node adds no unit, and the Collector adds one only if the name has
 * none, so both write the same name.
 */
export const METRICS = {
  outcomes: {
    name: 'vzaps.webhook.outcomes',
    options: { unit: '{event}', description: 'Deliveries and dispatched events, by outcome.' },
  },
  duration: {
    name: 'vzaps.webhook.duration.seconds',
    options: { unit: 's', description: 'Time from the call to the outcome.', advice },
  },
  stepDuration: {
    name: 'vzaps.webhook.step.duration.seconds',
    options: { unit: 's', description: 'Time of one step of a delivery.', advice },
  },
  active: {
    name: 'vzaps.receiver.active',
    options: { unit: '{event}', description: 'Deliveries and dispatched events without an outcome yet.' },
  },
  waiting: {
    name: 'vzaps.receiver.waiting',
    options: { unit: '{event}', description: 'Events that wait in memory.' },
  },
  waitingSize: {
    name: 'vzaps.receiver.waiting.bytes',
    options: { unit: 'By', description: 'Total body size of the events that wait in memory.' },
  },
  degraded: {
    name: 'vzaps.receiver.degraded',
    options: { unit: '{receiver}', description: 'Receivers that answered an event 503 in the last 30 s.' },
  },
  inboxEntries: {
    name: 'vzaps.inbox.entries',
    options: { unit: '{entry}', description: 'Entries in the inbox that are not handled yet, by state.' },
  },
  inboxOldestAge: {
    name: 'vzaps.inbox.oldest.age.seconds',
    options: { unit: 's', description: 'Age of the oldest entry that is not handled yet. 0: there is none.' },
  },
  deadLetters: {
    name: 'vzaps.inbox.dead_letters',
    options: { unit: '{entry}', description: 'Entries that failed at their last attempt.' },
  },
  realtimeState: {
    name: 'vzaps.realtime.state',
    options: { unit: '{source}', description: '1 for the present state of a realtime source, 0 for the others.' },
  },
  recovered: {
    name: 'vzaps.recovery.deliveries',
    options: { unit: '{delivery}', description: 'Failed deliveries that were retried or given up, by result.' },
  },
} as const satisfies Record<string, MetricDefinition>;
