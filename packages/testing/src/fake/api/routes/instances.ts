import type { Hono } from 'hono';
import type { FakeState } from '../../state/fake-state.ts';
import { newId } from '../../state/ids.ts';
import { type Instance, newInstance } from '../../state/instance.ts';
import { type Env, instanceRoute, ownedInstanceRoute, ownerRoute } from '../call.ts';
import { eventNamesOf } from '../event-names.ts';
import { bareReply, errorReply } from '../reply.ts';
import { instanceRow, summaryOf } from '../rows/instance-row.ts';
import { paginate } from '../rows/paginate.ts';

const instancePath = '/instances/:id';

/** The routes of instances and their billing. They reply with bare objects (doc). */
export function instanceRoutes(app: Hono<Env>, state: FakeState): void {
  const own = () => [...state.instances.values()].filter(({ foreign }) => !foreign);
  const find = (query: unknown) =>
    own().filter(({ id, settings }) =>
      `${id} ${settings.name}`.toLowerCase().includes(String(query ?? '').toLowerCase()),
    );
  const create = ownerRoute(state, ({ body }) => {
    if (typeof body.name !== 'string' || body.name.length < 3) return errorReply(400, 'name is required (3-255)');
    const instance = newInstance();
    instance.connected = false;
    applySettings(instance, body);
    state.instances.set(instance.id, instance);
    return bareReply(instanceRow(instance));
  });

  app.put('/instances/create', create);
  app.put('/instances/provision', create);
  app.post(
    '/instances/list',
    ownerRoute(state, ({ body }) => {
      const { query } = (body.filter ?? {}) as { query?: unknown };
      const rows = find(query).map(instanceRow);
      return bareReply({ ...paginate(rows, body), summary: summaryOf(own()) });
    }),
  );
  app.post(
    '/instances/search',
    ownerRoute(state, ({ body }) => bareReply(paginate(find(body.query).map(instanceRow), body))),
  );
  app.post(
    '/instances/get',
    instanceRoute(
      state,
      ({ instance }) => bareReply(instanceRow(instance)),
      ({ body }) => String(body.id),
    ),
  );
  app.patch(
    instancePath,
    instanceRoute(state, ({ instance, body }) => {
      applySettings(instance, body);
      return bareReply(instanceRow(instance));
    }),
  );
  app.delete(
    instancePath,
    instanceRoute(state, ({ instance }) => {
      state.instances.delete(instance.id);
      return { status: 204 };
    }),
  );
  app.post(
    `${instancePath}/restart`,
    instanceRoute(state, ({ instance }) => bareReply(actionResult(instance, 'restarted'))),
  );
  app.post(
    `${instancePath}/subscribe`,
    ownedInstanceRoute(state, ({ instance }) => {
      instance.billing = 'ACTIVE';
      return bareReply({ url: '', session_id: newId('cs'), mode: 'direct', subscription_id: newId('sub') });
    }),
  );
  app.post(
    `${instancePath}/resume-subscription`,
    ownedInstanceRoute(state, ({ instance }) => {
      instance.billing = 'ACTIVE';
      return bareReply({ status: 'ok' });
    }),
  );
  app.on(
    ['PUT', 'DELETE'],
    `${instancePath}/cancel`,
    ownedInstanceRoute(state, ({ instance }) => {
      instance.billing = 'CANCELED';
      return bareReply({ message: 'Instance canceled successfully' });
    }),
  );
}

function applySettings(instance: Instance, body: Readonly<Record<string, unknown>>): void {
  const { webhook, events_subscribe, eventsSubscribe, ...settings } = body;
  instance.settings = { ...instance.settings, ...settings };
  if (typeof webhook === 'string') instance.webhook = webhook;
  instance.events = eventNamesOf(events_subscribe ?? eventsSubscribe) ?? instance.events;
}

/** The reply of an action on an instance (doc). */
export function actionResult({ id }: Instance, status: string): Record<string, unknown> {
  return { instance_id: id, status, details: `Instance ${status}` };
}
