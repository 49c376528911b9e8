import type * as z from 'zod';
import { reader } from '../wire/reader.ts';
import type { MessageContent } from './content.ts';

export interface NodeDefinition {
  schema: z.ZodType;
  /** `undefined` for a node that is not as its name promises. `mediaUrl` is the ready file beside the event. */
  read(node: unknown, mediaUrl?: string): MessageContent | undefined;
}

/** Ties the schema of a content node to the plain function that makes the content of a validated node. */
export function defineNode<Schema extends z.ZodType>(
  schema: Schema,
  flatten: (node: z.output<Schema>, mediaUrl?: string) => MessageContent | undefined,
): NodeDefinition {
  const read = reader(schema);
  return {
    schema,
    read(node, mediaUrl) {
      const result = read(node);
      return result.ok ? flatten(result.value, mediaUrl) : undefined;
    },
  };
}
