import type { Vector } from '../vector.ts';
import { message, TEXT } from './shared/bodies.ts';
import { HANDLED } from './shared/responses.ts';

/** VZaps uses several envelopes and two casings of the keys. */
const WIRES: readonly [string, Parameters<typeof message>[0]][] = [
  ['a message in Go casing', { envelope: 'A', casing: 'go' }],
  ['a message whose event is JSON text', { envelope: 'A', eventAsString: true }],
  ['a message in json_data', { envelope: 'B', token: 'the token of the instance' }],
  ['a message in json_data that is JSON text', { envelope: 'B', jsonDataAsString: true, casing: 'go' }],
  ['a message in a realtime frame', { envelope: 'C' }],
  ['a message in a realtime frame whose event is JSON text', { envelope: 'C', eventAsString: true, casing: 'go' }],
];

export const envelopes: readonly Vector[] = WIRES.map(([what, wire]) => ({
  name: `handles ${what}`,
  steps: [{ body: message(wire) }],
  responses: [HANDLED],
  events: [{ type: 'Message', text: TEXT, complete: true }],
}));
