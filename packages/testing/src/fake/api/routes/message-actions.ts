import type { Hono } from 'hono';
import type { World } from '../../state/fake-state.ts';
import { type Env, type InstanceCall, scoped } from '../call.ts';
import { enveloped, type Reply, refuse } from '../reply.ts';

/** What can be done to messages that exist. */
export function chatRoutes(app: Hono<Env>, world: World): void {
  const chat = '/instances/:id/chat';
  const needing = (names: readonly string[], details: string) =>
    scoped(world, ({ body }) => {
      const missing = names.find((name) => body[name] === undefined);
      return missing ? refuse(400, `${missing} is required`) : enveloped({ details });
    });

  app.post(`${chat}/poll/vote`, scoped(world, vote));
  app.post(`${chat}/react`, needing(['phone', 'message_id', 'reaction'], 'Reaction sent'));
  app.delete(`${chat}/react`, needing(['phone', 'message_id'], 'Reaction removed'));
  app.post(`${chat}/presence`, needing(['phone', 'state'], 'Presence sent'));
  app.post(`${chat}/markread`, needing(['id', 'chat'], 'Messages marked as read'));
  app.patch(`${chat}/messages/:messageId`, needing(['message'], 'Message edited'));
  app.delete(`${chat}/messages/:messageId`, needing([], 'Message deleted'));
}

function vote({ body }: InstanceCall): Reply {
  if (!body.phone || !body.message_id) return refuse(400, 'phone and message_id are required');
  if (!body.vote && !body.selected_options) return refuse(400, 'vote or selected_options is required');
  return enveloped({ details: 'Vote sent', timestamp: Math.floor(Date.now() / 1_000), id: body.message_id });
}
