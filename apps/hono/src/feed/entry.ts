import { type Outcome, responseOf } from '@vzaps/core/webhooks';

/** What the page knows of one delivery. Of one that was refused nothing that its sender sent, least of all its URL. */
export interface Entry {
  id: string;
  /** When its outcome was known, ISO 8601. */
  at: string;
  outcome: Outcome['kind'];
  status: number;
  milliseconds: number;
  /** Absent where nothing was read. */
  type?: string;
  /** The proven one. */
  instanceId?: string;
  /** It came over a URL that was signed with an old secret. */
  retiredSecret?: true;
  /** Why it was not taken, in a few words. */
  why?: string;
  /** The event as handlers get it, without `raw`. */
  typed?: object;
  /** The delivery as it came, without credentials. */
  raw?: unknown;
}

export function entryOf(id: string, outcome: Outcome, milliseconds: number): Entry {
  const event = 'event' in outcome ? outcome.event : undefined;
  const why = whyOf(outcome);
  const { raw, ...typed } = event ?? {};
  return {
    id,
    at: new Date().toISOString(),
    outcome: outcome.kind,
    status: responseOf(outcome).status,
    milliseconds: Math.round(milliseconds * 10) / 10,
    ...(event && { type: event.type, typed, raw }),
    ...('instanceId' in outcome && outcome.instanceId && { instanceId: outcome.instanceId }),
    ...('retiredSecret' in outcome && outcome.retiredSecret && { retiredSecret: true as const }),
    ...(why && { why }),
  };
}

function whyOf(outcome: Outcome): string | undefined {
  switch (outcome.kind) {
    case 'refused':
      return outcome.reason;
    case 'malformed':
      return outcome.reason ?? 'the body is not JSON';
    case 'too_large':
      return `the body is longer than ${outcome.limit} bytes`;
    case 'unsupported_encoding':
      return 'the body is compressed';
    case 'failed':
      return outcome.errors.map((error) => (error instanceof Error ? error.message : String(error))).join('; ');
    case 'unprocessable':
      return `cannot be typed: ${outcome.event.issues.map(({ path, message }) => `${path} ${message}`.trim()).join('; ')}`;
    case 'superseded':
      return 'a partial copy, whose complete twin came';
    case 'duplicate':
      return outcome.completesPartial ? 'complete, after its partial copy was handled' : 'handled before';
    case 'busy':
      return 'another process is handling it';
    case 'overloaded':
      return 'too much at once, or closing';
    default:
      return undefined;
  }
}
