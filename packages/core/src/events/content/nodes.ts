import type { NodeDefinition } from './define-node.ts';
import { contentKinds, type NodeContent } from './kinds.ts';

/** Every content node by its name on the wire. */
export const NODES: ReadonlyMap<string, NodeDefinition<NodeContent>> = new Map(
  Object.values(contentKinds).flatMap((nodes) => Object.entries<NodeDefinition<NodeContent>>(nodes)),
);

/**
 * Companions: nodes beside the content node, such as encryption keys. If a message has only companions, its content
 * follows in another event with the same message id.
 */
export const COMPANIONS: ReadonlySet<string> = new Set([
  'message_context_info',
  'sender_key_distribution_message',
  'fast_ratchet_key_sender_key_distribution_message',
  // Keys as well, in newer versions of the protobuf [unknown].
  'group_root_key_share',
  'root_secret_distribute_message',
]);

/** WhatsApp's note that the content follows later. */
export const PLACEHOLDER = 'placeholder_message';
