import type { BatchObservableResult, Meter, Observable } from '@opentelemetry/api';
import type { ReceiverHealth } from '../webhooks/receiver/health.ts';
import { METRICS } from './metrics.ts';

/** The part of a receiver that is observed. */
export interface ObservedReceiver {
  /** Returns the state of the receiver. It is called at each collection of metrics. */
  health(): ReceiverHealth;
}

/** The part of an inbox that is observed, such as `redisInbox()` of `@vzaps/redis`. */
export interface ObservedInbox {
  /** `oldestMs` is the age of the oldest entry that is not handled yet, in milliseconds. */
  stats(): Promise<{ waiting: number; active: number; delayed: number; dead: number; oldestMs: number }>;
}

/** The part of a realtime source's status that is observed. */
export interface ObservedRealtimeStatus {
  /** The instance of the realtime source. */
  readonly instanceId: string;
  /** The present state of the connection. */
  readonly state: 'connecting' | 'open' | 'waiting' | 'failed' | 'closed';
}

const REALTIME_STATES = ['connecting', 'open', 'waiting', 'failed', 'closed'] as const;
const INBOX_STATES = ['waiting', 'active', 'delayed'] as const;

export interface ObservedState {
  readonly receivers: ReadonlySet<ObservedReceiver>;
  readonly inboxes: ReadonlySet<ObservedInbox>;
  /** The state of each realtime source, by instance. */
  readonly realtime: ReadonlyMap<string, ObservedRealtimeStatus['state']>;
}

/** Reads the state at each collection. Several receivers and several inboxes are added up. Returns a function that ends it. */
export function observeState(meter: Meter, { receivers, inboxes, realtime }: ObservedState): () => void {
  const gauge = ({ name, options }: (typeof METRICS)[keyof typeof METRICS]) =>
    meter.createObservableGauge(name, options);
  const active = gauge(METRICS.active);
  const waiting = gauge(METRICS.waiting);
  const waitingSize = gauge(METRICS.waitingSize);
  const degraded = gauge(METRICS.degraded);
  const entries = gauge(METRICS.inboxEntries);
  const oldestAge = gauge(METRICS.inboxOldestAge);
  const deadLetters = gauge(METRICS.deadLetters);
  const realtimeState = gauge(METRICS.realtimeState);

  function observeReceivers(result: BatchObservableResult): void {
    if (receivers.size === 0) return;
    const healths = [...receivers].map((receiver) => receiver.health());
    result.observe(active, sum(healths.map((health) => health.active)));
    result.observe(waiting, sum(healths.map((health) => health.waiting)));
    result.observe(waitingSize, sum(healths.map((health) => health.waitingBytes)));
    result.observe(degraded, healths.filter(({ status }) => status === 'degraded').length);
  }

  async function observeInboxes(result: BatchObservableResult): Promise<void> {
    if (inboxes.size === 0) return;
    // If Redis is down, these metrics are absent, and no old value is reported.
    const all = await Promise.all([...inboxes].map((inbox) => inbox.stats())).catch(() => undefined);
    if (!all) return;
    for (const state of INBOX_STATES) {
      result.observe(entries, sum(all.map((stats) => stats[state])), { 'vzaps.inbox.state': state });
    }
    result.observe(oldestAge, Math.max(...all.map(({ oldestMs }) => oldestMs)) / 1_000);
    result.observe(deadLetters, sum(all.map(({ dead }) => dead)));
  }

  function observeRealtime(result: BatchObservableResult): void {
    for (const [instanceId, present] of realtime) {
      for (const state of REALTIME_STATES) {
        const attributes = { 'vzaps.instance.id': instanceId, 'vzaps.realtime.state': state };
        result.observe(realtimeState, state === present ? 1 : 0, attributes);
      }
    }
  }

  const observers: [(result: BatchObservableResult) => void | Promise<void>, Observable[]][] = [
    [observeReceivers, [active, waiting, waitingSize, degraded]],
    [observeInboxes, [entries, oldestAge, deadLetters]],
    [observeRealtime, [realtimeState]],
  ];
  for (const [observe, observables] of observers) meter.addBatchObservableCallback(observe, observables);
  return () => {
    for (const [observe, observables] of observers) meter.removeBatchObservableCallback(observe, observables);
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
