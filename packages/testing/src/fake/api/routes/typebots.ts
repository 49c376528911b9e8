import type { Hono } from 'hono';
import type { FakeState } from '../../state/fake-state.ts';
import { newId } from '../../state/ids.ts';
import { type Env, type InstanceCall, instanceRoute } from '../call.ts';
import { bareReply, errorReply, type Reply } from '../reply.ts';

/** The routes of TypeBot. They reply with bare objects. A session is opened, paused or closed (doc). Other fields are ours. */
export function typebotRoutes(app: Hono<Env>, state: FakeState): void {
  const all = '/instances/:id/typebots';

  app.get(
    all,
    instanceRoute(state, ({ instance }) => bareReply([...instance.typebots.values()])),
  );
  app.post(
    all,
    instanceRoute(state, ({ instance, body }) => {
      const id = newId('tb');
      const row = { id, typebot_id: id, ...body };
      instance.typebots.set(id, row);
      return bareReply(row);
    }),
  );
  app.get(
    `${all}/sessions`,
    instanceRoute(state, ({ instance }) => bareReply([...instance.sessions.values()])),
  );
  app.post(`${all}/sessions/start`, instanceRoute(state, startSession));
  app.post(`${all}/:typebotId/sessions/start`, instanceRoute(state, startSession));
  for (const [verb, status] of [
    ['close', 'closed'],
    ['pause', 'paused'],
  ] as const) {
    app.post(
      `${all}/sessions/:session/${verb}`,
      instanceRoute(state, ({ instance, param }) => {
        const session = instance.sessions.get(param('session'));
        if (!session) return errorReply(404, 'Session not found');
        session.status = status;
        return bareReply({ status: 'ok' });
      }),
    );
  }
  app.patch(
    `${all}/:typebotId`,
    instanceRoute(state, ({ instance, body, param }) => {
      const row = instance.typebots.get(param('typebotId'));
      return row ? bareReply(Object.assign(row, body)) : errorReply(404, 'TypeBot not found');
    }),
  );
  app.delete(
    `${all}/:typebotId`,
    instanceRoute(state, ({ instance, param }) =>
      instance.typebots.delete(param('typebotId')) ? bareReply({ status: 'ok' }) : errorReply(404, 'TypeBot not found'),
    ),
  );
}

function startSession({ instance, body, param }: InstanceCall): Reply {
  if (!body.phone || !body.message) return errorReply(400, 'phone and message are required');
  const id = newId('session');
  instance.sessions.set(id, { id, phone: body.phone, typebot_id: param('typebotId') || null, status: 'opened' });
  return bareReply({ status: 'ok' });
}
