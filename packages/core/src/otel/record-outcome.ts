import { type Attributes, context, type Meter, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import type { OutcomeReport } from '../webhooks/observability/outcome-report.ts';
import { METRICS } from './metrics.ts';

/** Creates the function that counts an outcome and measures its steps. */
export function createOutcomeMetrics(meter: Meter): (report: OutcomeReport) => void {
  const outcomes = meter.createCounter(METRICS.outcomes.name, METRICS.outcomes.options);
  const duration = meter.createHistogram(METRICS.duration.name, METRICS.duration.options);
  const stepDuration = meter.createHistogram(METRICS.stepDuration.name, METRICS.stepDuration.options);

  return (report) => {
    const kind = kindOf(report);
    const counted = withInstance(kind, report);
    outcomes.add(1, report.retiredSecret ? { ...counted, 'vzaps.retired_secret': true } : counted);
    duration.record(report.milliseconds / 1_000, kind);
    for (const [step, milliseconds] of Object.entries(report.steps)) {
      stepDuration.record(milliseconds / 1_000, { ...kind, 'vzaps.step': step });
    }
  };
}

/**
 * Adds a span for the delivery, inside the active span (such as that of the HTTP server), and inside it one span for each
 * step. The delivery is over, so the spans get the times at which the steps began and ended.
 */
export function addSpans(tracer: Tracer, report: OutcomeReport): void {
  const end = Date.now();
  let time = end - report.milliseconds;
  const span = tracer.startSpan('vzaps webhook', {
    startTime: time,
    attributes: withInstance(kindOf(report), report),
  });
  // A span that the sampler dropped needs no children.
  if (span.isRecording()) {
    const inside = trace.setSpan(context.active(), span);
    for (const [step, milliseconds] of Object.entries(report.steps)) {
      const child = tracer.startSpan(`vzaps ${step}`, { startTime: time }, inside);
      time += milliseconds;
      child.end(time);
    }
    if (report.errors) {
      const message = report.errors.map(({ name, code }) => code ?? name).join(', ');
      span.setStatus({ code: SpanStatusCode.ERROR, message });
    }
  }
  span.end(end);
}

function kindOf({ outcome, type }: OutcomeReport): Attributes {
  return type === undefined ? { 'vzaps.outcome': outcome } : { 'vzaps.outcome': outcome, 'vzaps.event.type': type };
}

function withInstance(attributes: Attributes, { instanceId }: OutcomeReport): Attributes {
  return instanceId === undefined ? attributes : { ...attributes, 'vzaps.instance.id': instanceId };
}
