import { flat } from '../routes/define-route.ts';
import { done, opaque } from '../schema/common.ts';

/** What waits to be sent. What the lists answer is not public: they come as they are. */
export const queues = {
  listMessages: flat('GET /instances/:instanceId/queue/messages', { gives: opaque, repeatable: true }),
  purgeMessages: flat('DELETE /instances/:instanceId/queue/messages', { gives: done }),
  removeMessage: flat('DELETE /instances/:instanceId/queue/messages/:messageId', { gives: done, repeatable: true }),
  listOperations: flat('GET /instances/:instanceId/queue/operations', { gives: opaque, repeatable: true }),
  purgeOperations: flat('DELETE /instances/:instanceId/queue/operations', { gives: done }),
  removeOperation: flat('DELETE /instances/:instanceId/queue/operations/:messageId', { gives: done, repeatable: true }),
};
