import { flat } from '../routes/define-route.ts';
import { done, opaque } from '../schema/common.ts';

/** Messages and operations that VZaps has not sent yet. Lists are not public, so they pass through unchanged. */
export const queues = {
  /** Lists the queued messages. */
  listMessages: flat('GET /instances/:instanceId/queue/messages', { responseSchema: opaque, repeatable: true }),
  /** Deletes all queued messages. The call is not repeated: it would also delete messages that came in between. */
  purgeMessages: flat('DELETE /instances/:instanceId/queue/messages', { responseSchema: done }),
  /** Deletes one queued message. */
  removeMessage: flat('DELETE /instances/:instanceId/queue/messages/:messageId', {
    responseSchema: done,
    repeatable: true,
  }),
  /** Lists the queued operations. */
  listOperations: flat('GET /instances/:instanceId/queue/operations', { responseSchema: opaque, repeatable: true }),
  /** Deletes all queued operations. The call is not repeated. */
  purgeOperations: flat('DELETE /instances/:instanceId/queue/operations', { responseSchema: done }),
  /** Deletes one queued operation. */
  removeOperation: flat('DELETE /instances/:instanceId/queue/operations/:messageId', {
    responseSchema: done,
    repeatable: true,
  }),
};
