import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type Attributes, context, metrics, SpanStatusCode, trace } from '@opentelemetry/api';
import type { OutcomeReport } from '@vzaps/core/webhooks';

/** Records metrics and spans of every receiver in this process. Call it once, after the SDK was started. */
export function observeWebhooks(): () => void {
  const meter = metrics.getMeter('vzaps');
  const outcomes = meter.createCounter('vzaps.webhook.outcomes');
  const duration = meter.createHistogram('vzaps.webhook.duration', { unit: 's' });
  const stepDuration = meter.createHistogram('vzaps.webhook.step.duration', { unit: 's' });

  const record = (message: unknown): void => {
    const report = message as OutcomeReport;
    const kind = attributesOf({ 'vzaps.outcome': report.outcome, 'vzaps.event.type': report.type });
    outcomes.add(
      1,
      attributesOf({ ...kind, 'vzaps.instance.id': report.instanceId, 'vzaps.retired_secret': report.retiredSecret }),
    );
    duration.record(report.milliseconds / 1_000, kind);
    for (const [step, milliseconds] of Object.entries(report.steps)) {
      stepDuration.record(milliseconds / 1_000, { ...kind, 'vzaps.step': step });
    }
    addSpans(report, attributesOf({ ...kind, 'vzaps.instance.id': report.instanceId }));
  };

  subscribe('vzaps:outcome', record);
  return () => unsubscribe('vzaps:outcome', record);
}

/** Adds a span for the delivery, inside the span of the HTTP server, and inside it one span for each step. */
function addSpans(report: OutcomeReport, attributes: Attributes): void {
  const tracer = trace.getTracer('vzaps');
  const end = Date.now();
  let time = end - report.milliseconds;
  const span = tracer.startSpan('vzaps webhook', { startTime: time, attributes });
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
  span.end(end);
}

/** Removes attributes that are undefined. */
function attributesOf(values: Attributes): Attributes {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
