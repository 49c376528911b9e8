import type { Hono } from 'hono';
import type { World } from '../../state/fake-state.ts';
import { type Env, scoped } from '../call.ts';
import { bare, refuse } from '../reply.ts';

/** Chatwoot: bare objects, with `webhook_url` and `token_masked` read-only (doc). */
export function chatwootRoutes(app: Hono<Env>, world: World): void {
  const path = '/instances/:id/chatwoot';

  app.get(
    path,
    scoped(world, ({ instance }) => bare(instance.chatwoot ?? { enabled: false })),
  );
  app.post(
    path,
    scoped(world, ({ instance, body }) => {
      const { token, ...rest } = body;
      instance.chatwoot = {
        ...rest,
        webhook_url: `https://api.vzaps.com/chatwoot/webhook/${instance.id}`,
        token_masked: `${String(token ?? '').slice(0, 2)}***`,
      };
      return bare(instance.chatwoot);
    }),
  );
  app.delete(
    path,
    scoped(world, ({ instance }) => {
      instance.chatwoot = undefined;
      return bare({ status: 'ok' });
    }),
  );
  app.post(
    `${path}/import/:what`,
    scoped(world, ({ param }) => {
      const known = ['contacts', 'messages', 'all'].includes(param('what'));
      return known ? bare({ status: 'ok' }) : refuse(400, 'what must be contacts, messages or all');
    }),
  );
}
