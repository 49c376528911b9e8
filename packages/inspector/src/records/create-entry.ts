import type { EventIssue, VZapsEvent } from '@vzaps/core/events';
import { claimKeyOf, type Outcome, type OutcomeInfo, responseOf } from '@vzaps/core/webhooks';
import type { EventRecord } from '../api/contract.ts';
import { type DescribedError, describeErrors } from './describe-errors.ts';
import { describeEvent } from './describe-event.ts';

/** What is kept of one delivery. JSON is kept as text, which takes less memory than objects and stays exact. */
export interface Entry {
  readonly record: EventRecord;
  /** The event as handlers receive it, without `raw`. */
  readonly event: string | undefined;
  /** The delivery as it arrived, without credentials. */
  readonly raw: string | undefined;
  readonly isTooLarge: boolean;
  readonly steps: OutcomeInfo['steps'];
  readonly errors: readonly DescribedError[];
  readonly issues: readonly EventIssue[];
  /** The size with which the entry counts towards the limit, in bytes. */
  readonly size: number;
}

/** What the inspector knows of a delivery beside its outcome. */
export interface RecordInfo extends OutcomeInfo {
  /** How the event came. */
  source?: string;
  /** The status of the response, if it is not that of the outcome. */
  status?: number;
}

const NO_ERRORS: readonly never[] = [];
// What V8 takes for the objects of an entry, in bytes (measured on Node 20).
const ENTRY_SIZE = 600;

/** Creates the entry of an outcome. The entry of a refused delivery contains nothing that its sender sent. */
export function createEntry(
  outcome: Outcome,
  info: RecordInfo,
  place: { id: string; sequence: number },
  maxBytes: number,
): Entry {
  const record: EventRecord = {
    id: place.id,
    sequence: place.sequence,
    at: new Date().toISOString(),
    outcome: outcome.kind,
    status: info.status ?? responseOf(outcome).status,
    milliseconds: Math.round(info.milliseconds * 10) / 10,
    summary: '',
    search: '',
    bytes: 0,
  };
  const event = 'event' in outcome ? outcome.event : undefined;
  const instanceId = 'instanceId' in outcome ? outcome.instanceId : undefined;
  if (instanceId !== undefined) record.instanceId = instanceId;
  if (info.source !== undefined) record.source = info.source;
  const errors = describeErrors(outcome);
  const reason = reasonOf(outcome, errors);
  if (reason !== undefined) record.reason = reason;

  let eventJson: string | undefined;
  let raw: string | undefined;
  if (event) {
    describe(record, event, instanceId);
    ({ event: eventJson, raw } = serialize(event));
    record.bytes = bytesOf(raw);
  }
  const size = sizeOf(raw) + sizeOf(eventJson);
  const isTooLarge = event !== undefined && (eventJson === undefined || size > maxBytes);
  return {
    record,
    event: isTooLarge ? undefined : eventJson,
    raw: isTooLarge ? undefined : raw,
    isTooLarge,
    steps: info.steps,
    errors: errors.length > 0 ? errors : NO_ERRORS,
    issues: event?.type === 'Unknown' ? event.issues : NO_ERRORS,
    size: ENTRY_SIZE + (isTooLarge ? 0 : size) + record.summary.length + record.search.length + sizeOfErrors(errors),
  };
}

function describe(record: EventRecord, event: VZapsEvent, instanceId: string | undefined): void {
  const { summary, search, from } = describeEvent(event);
  record.type = event.type === 'Unknown' ? (event.claimedType ?? 'Unknown') : event.type;
  record.summary = summary;
  record.search = search;
  if (from !== undefined) record.from = from;
  const key = claimKeyOf(event, { instanceId });
  if (key !== undefined) record.key = key;
  if (event.type === 'Message') record.contentKind = event.content.kind;
  if ('conversation' in event && event.conversation) record.conversation = event.conversation;
  if ('phone' in event && event.phone) record.phone = event.phone;
  if ('fromMe' in event) record.fromMe = event.fromMe;
  if ('isGroup' in event) record.isGroup = event.isGroup;
}

/** An event of an application can be a value that is no JSON, or nest too deep. */
function serialize(event: VZapsEvent): { event?: string; raw?: string } {
  try {
    const { raw, ...typed } = event;
    return { event: JSON.stringify(typed), ...(raw !== undefined && { raw: JSON.stringify(raw) }) };
  } catch {
    return {};
  }
}

// V8 takes two bytes for each character of a text that has a character beyond Latin-1.
const WIDE = /[\u0100-\uffff]/;

function sizeOf(text: string | undefined): number {
  if (text === undefined) return 0;
  return WIDE.test(text) ? 2 * text.length : text.length;
}

const NOT_ASCII = /[\u0080-\uffff]/;

/** The length in UTF-8, as it was sent. */
function bytesOf(text = ''): number {
  return NOT_ASCII.test(text) ? new TextEncoder().encode(text).length : text.length;
}

function sizeOfErrors(errors: readonly DescribedError[]): number {
  return errors.reduce((size, { message, stack = '' }) => size + message.length + stack.length, 0);
}

function reasonOf(outcome: Outcome, errors: readonly DescribedError[]): string | undefined {
  switch (outcome.kind) {
    case 'refused':
      return outcome.reason;
    case 'malformed':
      return outcome.reason ?? 'the body is not JSON';
    case 'too_large':
      return `the body is longer than ${outcome.limit} bytes`;
    case 'unsupported_encoding':
      return 'the body is compressed';
    case 'unprocessable':
      return 'the event cannot be typed';
    case 'failed':
      return errors
        .map(({ name, message }) => `${name}: ${message}`)
        .join('; ')
        .slice(0, 300);
    case 'superseded':
      return 'a partial copy whose complete copy arrived';
    case 'duplicate':
      return outcome.completesPartial ? 'complete, after its partial copy was handled' : 'already handled';
    case 'busy':
      return 'another process is handling it';
    case 'overloaded':
      return errors[0]
        ? `${errors[0].name}: ${errors[0].message}`.slice(0, 300)
        : 'a bound is reached, or the receiver is closing';
    default:
      return undefined;
  }
}
