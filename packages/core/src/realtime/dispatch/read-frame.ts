import { parseEvent, type VZapsEvent } from '../../events/index.ts';

/**
 * The event of a frame. `undefined` for a frame that is no event: not JSON, bytes that are no text, or a message of the
 * server without id and known type, such as `{"type":"ping"}`.
 */
export function readFrame(frame: string | ArrayBuffer): VZapsEvent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(typeof frame === 'string' ? frame : new TextDecoder('utf-8', { fatal: true }).decode(frame));
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const event = parseEvent(value);
  return event.id === undefined && event.type === 'Unknown' ? undefined : event;
}
