import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metrics, SpanStatusCode, trace } from '@opentelemetry/api';
import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  type MetricData,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecoveryOptions } from '../client/index.ts';
import type { RealtimeOptions } from '../realtime/index.ts';
import { createReceiver, type OutcomeListener, type ReceiverOptions } from '../webhooks/index.ts';
import { post } from '../webhooks/test/delivery.fixture.ts';
import { message } from '../webhooks/test/message.fixture.ts';
import { createUrlSigner } from '../webhooks/verifiers/url-signer.ts';
import { createTelemetry, type ObservedInbox } from './index.ts';

const SECRETS = /hunter2|5511999990000|vzaps_signature|v1\.|Ana|777@lid|secret of|3EB0|TWICE/;
const SECRET = 'a secret of thirty-two bytes or more';
const STATS = { waiting: 3, active: 1, delayed: 2, dead: 4, oldestMs: 1_500 };

let meters: MeterProvider;
let metricExporter: InMemoryMetricExporter;
const spanExporter = new InMemorySpanExporter();

beforeEach(() => {
  spanExporter.reset();
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spanExporter)] }));
  metricExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  meters = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter: metricExporter })] });
  metrics.setGlobalMeterProvider(meters);
});
afterEach(async () => {
  await meters.shutdown();
  metrics.disable();
  trace.disable();
});

/** Handles a message, one whose handler throws, a forged one, one with an old secret, and both copies of a message. */
async function deliverAll(onOutcome: OutcomeListener): Promise<void> {
  const signer = createUrlSigner({ secret: [SECRET, `old ${SECRET}`] });
  const receiver = createReceiver({ verify: signer.verify, partialWaitMs: 1, onOutcome }).on('Message', ({ text }) => {
    if (text !== 'hello') throw Object.assign(new Error('the password is hunter2'), { code: 'E_MINE' });
  });
  const targetOf = (secret: string) =>
    createUrlSigner({ secret }).sign('https://x.example/h', { instanceId: 'VZ1' }).slice('https://x.example'.length);
  const target = targetOf(SECRET);
  const chat = '777@lid';
  await receiver.receive(post(message(), { target }));
  await receiver.receive(post(message({ text: 'hunter2' }), { target }));
  await receiver.receive(post(message(), { target: `${target.slice(0, -1)}x` }));
  await receiver.receive(post(message(), { target: targetOf(`old ${SECRET}`) }));
  await receiver.receive(post(message({ id: 'TWICE', chat }), { target }));
  await receiver.receive(post(message({ id: 'TWICE', chat, senderAlt: '5511999990000@s.whatsapp.net' }), { target }));
}

/** Everything that a telemetry can report. */
async function reportAll(inbox: ObservedInbox = { stats: async () => STATS }) {
  const telemetry = createTelemetry();
  telemetry.watchInbox(inbox);
  telemetry.watchReceiver({
    health: () => ({ status: 'degraded', cause: 'store', active: 5, waiting: 2, waitingBytes: 64 }),
  });
  telemetry.watchReceiver(createReceiver({ verify: () => ({ ok: true }) }));
  telemetry.onState({ instanceId: 'VZ1', state: 'connecting' });
  telemetry.onState({ instanceId: 'VZ1', state: 'open' });
  telemetry.onProgress({ state: 'givenUp' });
  await deliverAll(telemetry.onOutcome);
  return telemetry;
}

async function collect(): Promise<Map<string, MetricData>> {
  await meters.forceFlush();
  const scopes = metricExporter.getMetrics().at(-1)?.scopeMetrics ?? [];
  return new Map(scopes.flatMap((scope) => scope.metrics).map((metric) => [metric.descriptor.name, metric]));
}

function valuesOf(metric: MetricData | undefined, attribute: string): [unknown, unknown][] {
  return (metric?.dataPoints ?? []).map(({ attributes, value }) => [attributes[attribute], value]);
}

describe('createTelemetry()', () => {
  it('has the functions that the options of the receiver, the recovery and realtime take', () => {
    const options: Pick<ReceiverOptions, 'onOutcome'> &
      Pick<RecoveryOptions, 'onProgress'> &
      Pick<RealtimeOptions, 'onState'> = createTelemetry();
    expect(Object.keys(options)).toEqual(expect.arrayContaining(['onOutcome', 'onProgress', 'onState']));
  });

  it('counts outcomes with their type and instance', async () => {
    await reportAll();
    const metric = (await collect()).get('vzaps.webhook.outcomes');
    const rows = metric?.dataPoints.map(({ attributes, value }) => [
      attributes['vzaps.outcome'],
      attributes['vzaps.event.type'],
      attributes['vzaps.instance.id'],
      attributes['vzaps.retired_secret'],
      value,
    ]);
    expect(rows).toEqual([
      ['handled', 'Message', 'VZ1', undefined, 2],
      ['failed', 'Message', 'VZ1', undefined, 1],
      ['refused', undefined, undefined, undefined, 1],
      ['handled', 'Message', 'VZ1', true, 1],
      ['duplicate', 'Message', 'VZ1', undefined, 1],
    ]);
  });

  it('measures durations in seconds, with bounds from 1 ms on', async () => {
    await reportAll();
    const found = await collect();
    for (const name of ['vzaps.webhook.duration.seconds', 'vzaps.webhook.step.duration.seconds']) {
      const [point] = found.get(name)?.dataPoints ?? [];
      const boundaries = (point?.value as { buckets: { boundaries: number[] } } | undefined)?.buckets.boundaries;
      expect(boundaries?.[0]).toBe(0.001);
      expect(boundaries?.at(-1)).toBe(30);
    }
    const steps = valuesOf(found.get('vzaps.webhook.step.duration.seconds'), 'vzaps.step').map(([step]) => step);
    expect(new Set(steps)).toEqual(new Set(['verify', 'read', 'parse', 'claim', 'wait', 'handle']));
  });

  it('observes receivers, inboxes, realtime sources and recoveries', async () => {
    await reportAll();
    const found = await collect();
    const single = (name: string) => found.get(name)?.dataPoints.map(({ value }) => value);
    expect(single('vzaps.receiver.active')).toEqual([5]);
    expect(single('vzaps.receiver.waiting')).toEqual([2]);
    expect(single('vzaps.receiver.waiting.bytes')).toEqual([64]);
    expect(single('vzaps.receiver.degraded')).toEqual([1]);
    expect(valuesOf(found.get('vzaps.inbox.entries'), 'vzaps.inbox.state')).toEqual([
      ['waiting', 3],
      ['active', 1],
      ['delayed', 2],
    ]);
    expect(single('vzaps.inbox.oldest.age.seconds')).toEqual([1.5]);
    expect(single('vzaps.inbox.dead_letters')).toEqual([4]);
    expect(valuesOf(found.get('vzaps.realtime.state'), 'vzaps.realtime.state')).toEqual([
      ['connecting', 0],
      ['open', 1],
      ['waiting', 0],
      ['failed', 0],
      ['closed', 0],
    ]);
    expect(valuesOf(found.get('vzaps.recovery.deliveries'), 'vzaps.recovery.state')).toEqual([
      ['succeeded', 0],
      ['failed', 0],
      ['givenUp', 1],
    ]);
  });

  it('observes nothing of an inbox that does not answer, and still observes the rest', async () => {
    await reportAll({ stats: () => Promise.reject(new Error('down')) });
    const found = await collect();
    expect(found.get('vzaps.inbox.entries')?.dataPoints ?? []).toEqual([]);
    expect(found.get('vzaps.receiver.active')?.dataPoints).toHaveLength(1);
  });

  it('observes nothing after stop()', async () => {
    const telemetry = await reportAll();
    telemetry.stop();
    expect((await collect()).get('vzaps.receiver.active')?.dataPoints ?? []).toEqual([]);
  });

  it('adds a span for each delivery, and inside it one for each step', async () => {
    await reportAll();
    const finished = spanExporter.getFinishedSpans();
    const deliveries = finished.filter(({ name }) => name === 'vzaps webhook');
    expect(deliveries.map(({ attributes }) => attributes['vzaps.outcome'])).toEqual([
      'handled',
      'failed',
      'refused',
      'handled',
      'handled',
      'duplicate',
    ]);
    expect(deliveries[1]?.status).toEqual({ code: SpanStatusCode.ERROR, message: 'E_MINE' });
    const parent = deliveries[0]?.spanContext().spanId;
    const inside = finished.filter(({ parentSpanContext }) => parentSpanContext?.spanId === parent);
    expect(inside.map(({ name }) => name)).toEqual([
      'vzaps verify',
      'vzaps read',
      'vzaps parse',
      'vzaps claim',
      'vzaps handle',
    ]);
  });

  it('reports no phone number, message id, text or secret', async () => {
    await reportAll();
    const spans = spanExporter.getFinishedSpans().map((span) => [span.name, span.attributes, span.status]);
    expect(JSON.stringify([[...(await collect())], spans])).not.toMatch(SECRETS);
  });

  it('records nothing and throws nothing without an SDK', async () => {
    metrics.disable();
    trace.disable();
    (await reportAll()).stop();
    expect(await collect()).toEqual(new Map());
  });
});

describe('docs/operations', () => {
  const read = (name: string) => readFileSync(join(import.meta.dirname, '../../../../docs/operations', name), 'utf8');
  const panels: { targets: { expr: string }[] }[] = JSON.parse(read('dashboard.json')).panels;
  const queries = {
    'dashboard.json': panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    'alerts.yml': [...read('alerts.yml').matchAll(/^ +expr: (.+)$/gm)].map(([, expr = '']) => expr),
  };

  /** The names of the metrics and of their labels, as Prometheus reads them. */
  async function prometheusNames() {
    await reportAll();
    await meters.forceFlush();
    const [exported] = metricExporter.getMetrics();
    const text = exported ? new PrometheusSerializer().serialize(exported) : '';
    const samples = [...text.matchAll(/^(vzaps_\w+)\{(.*)\}/gm)];
    return {
      names: new Set(samples.map(([, name = '']) => name)),
      labels: new Set(
        samples.flatMap(([, , list = '']) => [...list.matchAll(/(\w+)="/g)].map(([, label = '']) => label)),
      ),
    };
  }

  /** In a query, the name of a metric is outside of the braces of a selector, of `by (…)` and of a range. */
  const metricsOf = (query: string) =>
    query.replace(/\{[^}]*\}|\b(by|without) \([^)]*\)/g, '').match(/\bvzaps_\w+/g) ?? [];
  const labelsOf = (query: string) => [
    ...[...query.matchAll(/\{([^}]*)\}/g)].flatMap(([, list = '']) => list.match(/\w+(?==)/g) ?? []),
    ...[...query.matchAll(/\b(?:by|without) \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(', ')),
  ];

  it.each(Object.entries(queries))(
    '%s uses only metrics and labels that createTelemetry() reports',
    async (_, exprs) => {
      const { names, labels } = await prometheusNames();
      expect(exprs.length).toBeGreaterThan(8);
      expect(exprs.flatMap(metricsOf).filter((name) => !names.has(name))).toEqual([]);
      expect(exprs.flatMap(labelsOf).filter((label) => !labels.has(label))).toEqual([]);
      for (const expr of exprs) expect(metricsOf(expr).length, expr).toBeGreaterThan(0);
    },
  );

  it('the dashboard shows every metric', async () => {
    const { names } = await prometheusNames();
    const base = (name: string) => name.replace(/_(bucket|sum|count)$/, '');
    const shown = new Set(queries['dashboard.json'].flatMap(metricsOf).map(base));
    expect([...names].map(base).filter((name) => !shown.has(name))).toEqual([]);
  });
});
