import { type Outcome, responseOf } from '@vzaps/core/webhooks';

/** What the page shows of one delivery. For a refused delivery it contains nothing that the sender sent. */
export interface Entry {
  id: string;
  /** When the delivery ended, as ISO 8601. */
  at: string;
  outcome: Outcome['kind'];
  status: number;
  milliseconds: number;
  /** The type of the event. Absent if the body was not read. */
  type?: string;
  /** The verified instance. */
  instanceId?: string;
  /** The URL was signed with an old secret. */
  retiredSecret?: true;
  /** Why the event was not handled, in a few words. */
  reason?: string;
  /** The event as handlers receive it, without `raw`. */
  typed?: object;
  /** The delivery as it arrived, without credentials. */
  raw?: unknown;
}

export function createEntry(id: string, outcome: Outcome, milliseconds: number): Entry {
  const event = 'event' in outcome ? outcome.event : undefined;
  const reason = reasonOf(outcome);
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
    ...(reason && { reason }),
  };
}

function reasonOf(outcome: Outcome): string | undefined {
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
      return 'a partial copy whose complete copy arrived';
    case 'duplicate':
      return outcome.completesPartial ? 'complete, after its partial copy was handled' : 'already handled';
    case 'busy':
      return 'another process is handling it';
    case 'overloaded':
      return 'too many events at once, or the viewer is closing';
    default:
      return undefined;
  }
}
