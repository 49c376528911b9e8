import { Hono } from 'hono';
import { faults } from '../faults/apply-faults.ts';
import type { World } from '../state/fake-state.ts';
import { answer, type Env } from './call.ts';
import { record } from './record-request.ts';
import { refuse } from './reply.ts';
import { conversationRoutes } from './routes/chats.ts';
import { chatwootRoutes } from './routes/chatwoot.ts';
import { peopleRoutes } from './routes/contacts.ts';
import { downloadRoutes } from './routes/downloads.ts';
import { groupRoutes } from './routes/groups.ts';
import { instanceRoutes } from './routes/instances.ts';
import { chatRoutes } from './routes/message-actions.ts';
import { queueRoutes } from './routes/queues.ts';
import { sendRoutes } from './routes/send.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { tokenRoutes } from './routes/token.ts';
import { typebotRoutes } from './routes/typebots.ts';
import { webhookRoutes } from './routes/webhook.ts';

const ROUTES = [
  tokenRoutes,
  instanceRoutes,
  sessionRoutes,
  sendRoutes,
  chatRoutes,
  downloadRoutes,
  webhookRoutes,
  peopleRoutes,
  groupRoutes,
  queueRoutes,
  typebotRoutes,
  chatwootRoutes,
  conversationRoutes,
];

/** The API of VZaps, over a world. */
export function createApp(world: World): Hono<Env> {
  const app = new Hono<Env>();
  app.use(record(world), faults(world));
  for (const routes of ROUTES) routes(app, world);
  app.notFound((c) => answer(c, refuse(404, 'Not found')));
  return app;
}
