import { customOption, type OptionRules, stringOption } from '@vzaps/core/webhooks';
import { booleanOption, dateOption, oneOfOption } from './rules.ts';

/** How a payload is written. */
export interface WireOptions {
  /**
   * `A`: `{ type, event }`. `B`: the same inside `json_data`. `C`: the same inside `data` of a realtime frame.
   * Default: `A`.
   */
  envelope?: 'A' | 'B' | 'C';
  /** The casing of the event's keys. `snake` is what production sends, `go` are the names of Go. Default: `snake`. */
  casing?: 'snake' | 'go';
  /**
   * How a protobuf oneof is written. `nested`: as one more object, as Go's encoder does. `flat`: without that object.
   * Default: `nested`.
   */
  oneofs?: 'nested' | 'flat';
  /** Write `json_data` as JSON text, in envelope `B`. Default: `false`. */
  jsonDataAsString?: boolean;
  /** Write `event` as JSON text. Default: `false`. */
  eventAsString?: boolean;
  /** The instance that envelopes `B` and `C` claim. */
  instanceId?: string;
  /** The instance token beside `json_data`. It is a secret, so a test can check that nothing logs it. Default: none. */
  token?: string;
  /** The id of envelope `C`. Default: a new one. */
  eventId?: string;
  /** The creation time of envelope `C`. Default: now. */
  createdAt?: Date;
}

export const WIRE_RULES = {
  envelope: oneOfOption('A', 'B', 'C'),
  casing: oneOfOption('snake', 'go'),
  oneofs: oneOfOption('nested', 'flat'),
  jsonDataAsString: booleanOption,
  eventAsString: booleanOption,
  instanceId: stringOption,
  token: customOption('a string', (value) => typeof value === 'string'),
  eventId: stringOption,
  createdAt: dateOption,
} satisfies OptionRules & Record<keyof WireOptions, unknown>;
