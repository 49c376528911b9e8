import { newId } from '../state/ids.ts';
import type { EmitOptions } from './realtime-types.ts';

/** A realtime event: its id and type, and the text of its frame. */
export interface RealtimeEvent {
  readonly id: string;
  readonly type: string;
  readonly frame: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** Builds the frame of a payload. Other envelopes are removed. A realtime frame keeps its own id and time. */
export function createEvent(instanceId: string, payload: unknown, options: EmitOptions): RealtimeEvent {
  const { id, type, created_at, data } = envelopeOf(payload);
  const event = {
    id: options.id ?? id ?? newId('evt'),
    type: String(type ?? fieldsOf(data).type ?? 'Unknown'),
    instance_id: instanceId,
    created_at: options.createdAt?.toISOString() ?? created_at ?? new Date().toISOString(),
    data,
  };
  return { id: event.id, type: event.type, frame: JSON.stringify(event) };
}

/** An event whose frame has at least `bytes` bytes. */
export function createOversizedEvent(instanceId: string, bytes: number): RealtimeEvent {
  return createEvent(instanceId, { type: 'HistorySync', event: { data: { padding: 'x'.repeat(bytes) } } }, {});
}

function envelopeOf(payload: unknown): { id?: string; type?: unknown; created_at?: string; data: unknown } {
  const fields = fieldsOf(payload);
  if (fields.json_data !== undefined) return { data: parse(fields.json_data) };
  if (fields.data === undefined || fields.event !== undefined) return { data: payload };
  const { id, type, created_at, data } = fields;
  return {
    ...(typeof id === 'string' && { id }),
    ...(typeof created_at === 'string' && { created_at }),
    type,
    data,
  };
}

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

function parse(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value;
}
