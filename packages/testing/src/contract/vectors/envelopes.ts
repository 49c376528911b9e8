import type { Vector } from '../vector.ts';
import { message, TEXT } from './shared/bodies.ts';
import { HANDLED } from './shared/responses.ts';

/** VZaps wraps one event in several ways, and writes its keys in two. */
const WIRES: readonly [string, Parameters<typeof message>[0]][] = [
  ['the event itself, in Go casing', { envelope: 'A', casing: 'go' }],
  ['the event as JSON text', { envelope: 'A', eventAsString: true }],
  ['json_data', { envelope: 'B', token: 'the token of the instance' }],
  ['json_data as JSON text', { envelope: 'B', jsonDataAsString: true, casing: 'go' }],
  ['a frame of realtime', { envelope: 'C' }],
  ['a frame of realtime around JSON text', { envelope: 'C', eventAsString: true, casing: 'go' }],
];

export const envelopes: readonly Vector[] = WIRES.map(([what, wire]) => ({
  name: `takes a message in ${what}`,
  steps: [{ body: message(wire) }],
  answers: [HANDLED],
  seen: [{ type: 'Message', text: TEXT, complete: true }],
}));
