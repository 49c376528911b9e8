import type { Check } from '../wire/check.ts';
import type { OutputOf, WireField } from '../wire/fields.ts';
import { createReader } from '../wire/reader.ts';

/** A node of a message, such as `image_message`. */
export interface NodeDefinition<Content = unknown> {
  shape: WireField;
  /**
   * Reads the content of a node. `undefined` if the node has another form than its name promises. `mediaUrl` is the stored
   * file beside the event.
   */
  read(node: unknown, mediaUrl?: string): Content | undefined;
}

/** The nodes from which one kind of content or several are read, by their names on the wire. */
export type ContentNodes<Content> = Readonly<Record<string, NodeDefinition<Content>>>;

/** Combines the description of a node with the function that creates the content of a valid node. */
export function defineNode<const Shape extends WireField, Content>(
  shape: Shape,
  flatten: (node: OutputOf<Shape>, mediaUrl?: string) => Content | undefined,
  check?: Check,
): NodeDefinition<Content> {
  const read = createReader(shape, check);
  return {
    shape,
    read(node, mediaUrl) {
      const result = read(node);
      return result.ok ? flatten(result.value, mediaUrl) : undefined;
    },
  };
}
