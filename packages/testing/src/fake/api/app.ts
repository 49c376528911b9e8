import { Hono } from 'hono';
import { applyFaults } from '../faults/apply-faults.ts';
import type { FakeState } from '../state/fake-state.ts';
import { type Env, respond } from './call.ts';
import { recordRequest } from './record-request.ts';
import { errorReply } from './reply.ts';
import { chatRoutes } from './routes/chats.ts';
import { chatwootRoutes } from './routes/chatwoot.ts';
import { contactRoutes } from './routes/contacts.ts';
import { downloadRoutes } from './routes/downloads.ts';
import { groupRoutes } from './routes/groups.ts';
import { instanceRoutes } from './routes/instances.ts';
import { messageActionRoutes } from './routes/message-actions.ts';
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
  messageActionRoutes,
  downloadRoutes,
  webhookRoutes,
  contactRoutes,
  groupRoutes,
  queueRoutes,
  typebotRoutes,
  chatwootRoutes,
  chatRoutes,
];

/** Creates the HTTP API over a state. */
export function createApi(state: FakeState): Hono<Env> {
  const app = new Hono<Env>();
  app.use(recordRequest(state), applyFaults(state));
  for (const addRoutes of ROUTES) addRoutes(app, state);
  app.notFound((c) => respond(c, errorReply(404, 'Not found')));
  return app;
}
