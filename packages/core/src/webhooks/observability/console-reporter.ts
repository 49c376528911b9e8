import type { Outcome } from '../outcome.ts';
import { fieldsOf, type OutcomeListener } from './outcome-report.ts';
import { redactUrl } from './redact-url.ts';

/** The options of `consoleReporter()`. */
export interface ConsoleReporterOptions {
  /** Writes one message, which can have several lines. Default `console.error`, which writes to stderr. */
  write?: ((message: string) => void) | undefined;
}

// Milliseconds. Outcomes that an unverified sender can cause must not flood the log.
const QUIET_MS = 1_000;

/**
 * Creates the reporter that a receiver has without the option `onOutcome`. It writes what needs attention to stderr:
 * each failure, with the stack of each error. At most once a second each, it also writes refused, malformed and
 * unprocessable deliveries, and errors of the store and the inbox.
 *
 * The messages contain no phone number, no text and no signed URL. An error of a handler is written as it is, apart from
 * URLs.
 *
 * @example
 * import { consoleReporter, createReceiver } from '@vzaps/core/webhooks';
 *
 * createReceiver({ verify: signer.verify, onOutcome: [(outcome) => outcome.kind, consoleReporter()] });
 */
export function consoleReporter(options: ConsoleReporterOptions = {}): OutcomeListener {
  const { write = writeToStderr } = options;
  const quiet = new Map<string, { until: number; suppressed: number }>();

  function writeRarely(kind: string, message: string): void {
    const now = performance.now();
    const last = quiet.get(kind);
    if (last && now < last.until) {
      last.suppressed += 1;
      return;
    }
    quiet.set(kind, { until: now + QUIET_MS, suppressed: 0 });
    write(`[vzaps] ${message}${last?.suppressed ? ` (${last.suppressed} more like this were not written)` : ''}`);
  }

  return (outcome) => {
    if (outcome.kind === 'failed') {
      write(`[vzaps] ${describeEvent(outcome)} failed.${outcome.errors.map((error) => describeError(error)).join('')}`);
    } else {
      const message = describeProblem(outcome);
      if (message) writeRarely(outcome.kind, message);
    }
    if ('storeError' in outcome) {
      const what = `The idempotency store failed (${describeEvent(outcome)}, ${outcome.kind}).`;
      writeRarely('storeError', `${what}${describeError(outcome.storeError)}`);
    }
  };
}

/** `undefined` for an outcome that is no problem. */
function describeProblem(outcome: Outcome): string | undefined {
  switch (outcome.kind) {
    case 'refused':
      return `A delivery was refused (401): ${outcome.reason}.`;
    case 'malformed':
      return `A delivery was malformed (400): ${outcome.reason ?? 'the body is not JSON'}.`;
    case 'unprocessable':
      return describeUnprocessable(outcome);
    case 'overloaded':
      if ('error' in outcome) return `${describeEvent(outcome)} was not handled (503).${describeError(outcome.error)}`;
  }
  return undefined;
}

function describeEvent(outcome: Outcome): string {
  const { event, instanceId } = fieldsOf(outcome);
  return `A ${event ? `${event.type} event` : 'delivery'}${instanceId ? ` of ${instanceId}` : ''}`;
}

function describeUnprocessable(outcome: Outcome & { kind: 'unprocessable' }): string {
  const { claimedType, issues } = outcome.event;
  const fields = issues.map(({ path, message }) => `${path || 'the body'}: ${message}`).join('; ');
  return `A delivery cannot be typed as ${claimedType ?? 'an event'} (422): ${fields}.`;
}

// An error can be its own cause.
const MAX_CAUSES = 5;

/** Anything can be thrown, and reading it can throw again. */
export function describeError(error: unknown, depth = 0): string {
  try {
    const { stack, cause } = (error ?? {}) as { stack?: unknown; cause?: unknown };
    const text = typeof stack === 'string' ? stack : String(error);
    const hasCause = cause !== undefined && depth < MAX_CAUSES;
    return `\n${redactUrls(text)}${hasCause ? `\nCaused by:${describeError(cause, depth + 1)}` : ''}`;
  } catch {
    return '\n(the error cannot be read)';
  }
}

function redactUrls(text: string): string {
  return text.replace(/[^\s"'<>()]*\?[^\s"'<>()]+/g, (url) => redactUrl(url));
}

export function writeToStderr(message: string): void {
  // biome-ignore lint/suspicious/noConsole: the default reporter writes to stderr.
  console.error(message);
}
