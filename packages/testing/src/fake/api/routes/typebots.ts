import type { Hono } from 'hono';
import type { World } from '../../state/fake-state.ts';
import { newId } from '../../state/ids.ts';
import { type Env, type InstanceCall, scoped } from '../call.ts';
import { bare, type Reply, refuse } from '../reply.ts';

/** TypeBot: bare objects (doc). Sessions are opened, paused or closed (doc); the other names in them are ours. */
export function typebotRoutes(app: Hono<Env>, world: World): void {
  const all = '/instances/:id/typebots';

  app.get(
    all,
    scoped(world, ({ instance }) => bare([...instance.typebots.values()])),
  );
  app.post(
    all,
    scoped(world, ({ instance, body }) => {
      const row = { id: newId('tb'), ...body };
      instance.typebots.set(row.id, row);
      return bare(row);
    }),
  );
  app.get(
    `${all}/sessions`,
    scoped(world, ({ instance }) => bare([...instance.sessions.values()])),
  );
  app.post(`${all}/sessions/start`, scoped(world, start));
  app.post(`${all}/:typebotId/sessions/start`, scoped(world, start));
  for (const [verb, status] of [
    ['close', 'closed'],
    ['pause', 'paused'],
  ] as const) {
    app.post(
      `${all}/sessions/:session/${verb}`,
      scoped(world, ({ instance, param }) => {
        const session = instance.sessions.get(param('session'));
        if (!session) return refuse(404, 'Session not found');
        session.status = status;
        return bare({ status: 'ok' });
      }),
    );
  }
  app.patch(
    `${all}/:typebotId`,
    scoped(world, ({ instance, body, param }) => {
      const row = instance.typebots.get(param('typebotId'));
      return row ? bare(Object.assign(row, body)) : refuse(404, 'TypeBot not found');
    }),
  );
  app.delete(
    `${all}/:typebotId`,
    scoped(world, ({ instance, param }) =>
      instance.typebots.delete(param('typebotId')) ? bare({ status: 'ok' }) : refuse(404, 'TypeBot not found'),
    ),
  );
}

function start({ instance, body, param }: InstanceCall): Reply {
  if (!body.phone || !body.message) return refuse(400, 'phone and message are required');
  const id = newId('session');
  instance.sessions.set(id, { id, phone: body.phone, typebot_id: param('typebotId') || null, status: 'opened' });
  return bare({ status: 'ok' });
}
