import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metrics, SpanStatusCode, trace } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { logOutcomes } from '../../../recipes/logger.ts';
import { observeWebhooks } from '../../../recipes/telemetry.ts';
import { createReceiver } from '../receiver/create-receiver.ts';
import type { ReceiverOptions } from '../receiver/receiver-options.ts';
import { post } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';
import { createUrlSigner } from '../verifiers/url-signer.ts';

const SECRETS = /hunter2|5511999990000|vzaps_signature|v1\.|Ana|777@lid|secret of/;

/** Delivers a message that is handled, one whose handler throws, a forged one, a partial copy and its complete copy. */
async function deliverAll(options: Partial<ReceiverOptions> = {}): Promise<void> {
  const signer = createUrlSigner({ secret: 'a secret of thirty-two bytes or more' });
  const receiver = createReceiver({ verify: signer.verify, partialWaitMs: 1, ...options }).on('Message', ({ text }) => {
    if (text !== 'hello') throw Object.assign(new Error('the password is hunter2'), { code: 'E_MINE' });
  });
  const target = signer.sign('https://x.example/h', { instanceId: 'VZ1' }).slice('https://x.example'.length);
  const chat = '777@lid';
  await receiver.receive(post(message(), { target }));
  await receiver.receive(post(message({ text: 'hunter2' }), { target }));
  await receiver.receive(post(message(), { target: `${target.slice(0, -1)}x` }));
  await receiver.receive(post(message({ id: 'T', chat }), { target }));
  await receiver.receive(post(message({ id: 'T', chat, senderAlt: '5511999990000@s.whatsapp.net' }), { target }));
}

describe('the recipe for a logger', () => {
  it('writes one line for each delivery, without a phone number, a text or a secret', async () => {
    const written: string[] = [];
    const logger = pino({ level: 'debug' }, { write: (line: string) => written.push(line) });
    await deliverAll({ onOutcome: logOutcomes(logger) });
    const lines = written.map((line) => JSON.parse(line));
    expect(lines.map(({ level, outcome }) => [logger.levels.labels[level], outcome])).toEqual([
      ['info', 'handled'],
      ['error', 'failed'],
      ['warn', 'refused'],
      ['info', 'handled'],
      ['warn', 'duplicate'],
    ]);
    expect(lines[1]).toMatchObject({ type: 'Message', instanceId: 'VZ1', errors: [{ name: 'Error', code: 'E_MINE' }] });
    expect(lines[1].steps.verify).toBeGreaterThanOrEqual(0);
    expect(lines[4]).toMatchObject({ completesPartial: true });
    expect(written.join('')).not.toMatch(SECRETS);
  });
});

describe('the recipe for OpenTelemetry', () => {
  afterEach(() => {
    metrics.disable();
    trace.disable();
  });

  it('counts outcomes, measures steps and creates spans, without a phone number, a text or a secret', async () => {
    const spans = new InMemorySpanExporter();
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }));
    const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
    const meters = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter })] });
    metrics.setGlobalMeterProvider(meters);

    const stop = observeWebhooks();
    await deliverAll();
    stop();
    await deliverAll();
    await meters.forceFlush();

    const [exported] = exporter.getMetrics();
    const named = new Map(exported?.scopeMetrics[0]?.metrics.map((metric) => [metric.descriptor.name, metric]));
    const counts = named
      .get('vzaps.webhook.outcomes')
      ?.dataPoints.map(({ attributes, value }) => [
        attributes['vzaps.outcome'],
        attributes['vzaps.instance.id'],
        value,
      ]);
    expect(counts).toEqual([
      ['handled', 'VZ1', 2],
      ['failed', 'VZ1', 1],
      ['refused', undefined, 1],
      ['duplicate', 'VZ1', 1],
    ]);
    expect(named.get('vzaps.webhook.duration')?.dataPoints).toHaveLength(4);
    const steps = named
      .get('vzaps.webhook.step.duration')
      ?.dataPoints.map(({ attributes }) => attributes['vzaps.step']);
    expect(new Set(steps)).toEqual(new Set(['verify', 'read', 'parse', 'claim', 'wait', 'handle']));

    const finished = spans.getFinishedSpans();
    const deliveries = finished.filter(({ name }) => name === 'vzaps webhook');
    expect(deliveries.map(({ attributes }) => attributes['vzaps.outcome'])).toEqual([
      'handled',
      'failed',
      'refused',
      'handled',
      'duplicate',
    ]);
    expect(deliveries[1]?.status).toEqual({ code: SpanStatusCode.ERROR, message: 'E_MINE' });
    const inside = finished.filter(
      ({ parentSpanContext }) => parentSpanContext?.spanId === deliveries[0]?.spanContext().spanId,
    );
    expect(inside.map(({ name }) => name)).toEqual([
      'vzaps verify',
      'vzaps read',
      'vzaps parse',
      'vzaps claim',
      'vzaps handle',
    ]);
    const exportedText = JSON.stringify([
      exported?.scopeMetrics,
      finished.map((span) => [span.name, span.attributes, span.status]),
    ]);
    expect(exportedText).not.toMatch(SECRETS);
    await meters.shutdown();
  });
});

it('docs/observability.md contains the recipes without a difference', () => {
  const root = join(import.meta.dirname, '../../../../..');
  const page = readFileSync(join(root, 'docs/observability.md'), 'utf8');
  for (const name of ['logger', 'telemetry']) {
    const source = readFileSync(join(root, `packages/core/recipes/${name}.ts`), 'utf8');
    expect(page).toContain(`\`\`\`ts\n${source}\`\`\``);
  }
});
