import type { MessageSampleOptions } from '../options/message-options.ts';

/** A node of a message. Its keys are the names that Go writes: protobuf's JSON names, and Go's names for oneofs. */
export type Node = Record<string, unknown>;

/** Builds the content nodes of one kind. */
export type BuildContent = (options: MessageSampleOptions) => Node;

/** A protobuf oneof, as Go's encoder writes it: one more object, named after the oneof, with the chosen variant. */
export const oneof = (name: string, variant: string, value: unknown): Node => ({ [name]: { [variant]: value } });
