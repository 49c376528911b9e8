import type { Hono } from 'hono';
import type { FakeState } from '../../state/fake-state.ts';
import { type Env, instanceRoute, respond } from '../call.ts';
import { bareReply, errorReply } from '../reply.ts';

/** The routes of Chatwoot. They reply with bare objects. `webhook_url` and `token_masked` are read-only (doc). */
export function chatwootRoutes(app: Hono<Env>, state: FakeState): void {
  const path = '/instances/:id/chatwoot';

  app.get(
    path,
    instanceRoute(state, ({ instance }) => bareReply(instance.chatwoot ?? { enabled: false })),
  );
  app.post(
    path,
    instanceRoute(state, ({ instance, body }) => {
      const { token, ...rest } = body;
      instance.chatwoot = {
        ...rest,
        webhook_url: `https://api.vzaps.com/chatwoot/webhook/${instance.id}`,
        token_masked: `${String(token ?? '').slice(0, 2)}***`,
      };
      return bareReply(instance.chatwoot);
    }),
  );
  app.delete(
    path,
    instanceRoute(state, ({ instance }) => {
      instance.chatwoot = undefined;
      return bareReply({ status: 'ok' });
    }),
  );
  // Chatwoot itself calls this route, without credentials (doc).
  app.post('/chatwoot/webhook/:id', (c) => {
    const known = state.instances.has(c.req.param('id'));
    return respond(c, known ? bareReply({ status: 'ok' }) : errorReply(404, 'Instance not found'));
  });
  app.post(
    `${path}/import/:what`,
    instanceRoute(state, ({ param }) => {
      const known = ['contacts', 'messages', 'all'].includes(param('what'));
      return known ? bareReply({ status: 'ok' }) : errorReply(400, 'what must be contacts, messages or all');
    }),
  );
}
