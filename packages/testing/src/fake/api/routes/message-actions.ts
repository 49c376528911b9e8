import type { Hono } from 'hono';
import type { FakeState } from '../../state/fake-state.ts';
import { type Env, type InstanceCall, instanceRoute } from '../call.ts';
import { envelopedReply, errorReply, type Reply } from '../reply.ts';

/** Actions on existing messages. */
export function messageActionRoutes(app: Hono<Env>, state: FakeState): void {
  const chat = '/instances/:id/chat';
  const requiring = (names: readonly string[], details: string) =>
    instanceRoute(state, ({ body }) => {
      const missing = names.find((name) => body[name] === undefined);
      return missing ? errorReply(400, `${missing} is required`) : envelopedReply({ details });
    });

  app.post(`${chat}/poll/vote`, instanceRoute(state, vote));
  app.post(`${chat}/react`, requiring(['phone', 'message_id', 'reaction'], 'Reaction sent'));
  app.delete(`${chat}/react`, requiring(['phone', 'message_id'], 'Reaction removed'));
  app.post(`${chat}/presence`, requiring(['phone', 'state'], 'Presence sent'));
  app.post(`${chat}/markread`, requiring(['id', 'chat'], 'Messages marked as read'));
  app.patch(`${chat}/messages/:messageId`, requiring(['message'], 'Message edited'));
  app.delete(`${chat}/messages/:messageId`, requiring([], 'Message deleted'));
}

function vote({ body }: InstanceCall): Reply {
  if (!body.phone || !body.message_id) return errorReply(400, 'phone and message_id are required');
  if (!body.vote && !body.selected_options) return errorReply(400, 'vote or selected_options is required');
  return envelopedReply({ details: 'Vote sent', timestamp: Math.floor(Date.now() / 1_000), id: body.message_id });
}
