import type { Hono } from 'hono';
import type { World } from '../../state/fake-state.ts';
import { newId } from '../../state/ids.ts';
import { type Instance, newInstance } from '../../state/instance.ts';
import { account, type Env, owned, scoped } from '../call.ts';
import { bare, refuse } from '../reply.ts';
import { instanceRow, summaryOf } from '../rows/instance-row.ts';
import { pageOf } from '../rows/page-of.ts';

const one = '/instances/:id';

/** Instances and their billing: bare objects (doc). */
export function instanceRoutes(app: Hono<Env>, world: World): void {
  const own = () => [...world.instances.values()].filter(({ foreign }) => !foreign);
  const matching = (query: unknown) =>
    own().filter(({ id, settings }) =>
      `${id} ${settings.name}`.toLowerCase().includes(String(query ?? '').toLowerCase()),
    );
  const create = account(world, ({ body }) => {
    if (typeof body.name !== 'string' || body.name.length < 3) return refuse(400, 'name is required (3-255)');
    const instance = newInstance();
    const { webhook, events_subscribe: events = body.eventsSubscribe, ...settings } = body;
    instance.settings = settings;
    instance.connected = false;
    instance.webhook = typeof webhook === 'string' ? webhook : '';
    instance.events = typeof events === 'string' ? events.split(',') : ((events as string[] | undefined) ?? []);
    world.instances.set(instance.id, instance);
    return bare({ ...instanceRow(instance), token: instance.token });
  });

  app.put('/instances/create', create);
  app.put('/instances/provision', create);
  app.post(
    '/instances/list',
    account(world, ({ body }) => {
      const { query } = (body.filter ?? {}) as { query?: unknown };
      const found = matching(query).map(instanceRow);
      return bare({ ...pageOf(found, body), summary: summaryOf(own()) });
    }),
  );
  app.post(
    '/instances/search',
    account(world, ({ body }) => bare(pageOf(matching(body.query).map(instanceRow), body))),
  );
  app.post(
    '/instances/get',
    scoped(
      world,
      ({ instance }) => bare(instanceRow(instance)),
      ({ body }) => String(body.id),
    ),
  );
  app.patch(
    one,
    scoped(world, ({ instance, body }) => {
      instance.settings = { ...instance.settings, ...body };
      return bare(instanceRow(instance));
    }),
  );
  app.delete(
    one,
    scoped(world, ({ instance }) => {
      world.instances.delete(instance.id);
      return { status: 204 };
    }),
  );
  app.post(
    `${one}/restart`,
    scoped(world, ({ instance }) => bare(acted(instance, 'restarted'))),
  );
  app.post(
    `${one}/subscribe`,
    owned(world, ({ instance }) => {
      instance.billing = 'ACTIVE';
      return bare({ url: '', session_id: newId('cs'), mode: 'direct', subscription_id: newId('sub') });
    }),
  );
  app.post(
    `${one}/resume-subscription`,
    owned(world, ({ instance }) => {
      instance.billing = 'ACTIVE';
      return bare({ status: 'ok' });
    }),
  );
  app.on(
    ['PUT', 'DELETE'],
    `${one}/cancel`,
    owned(world, ({ instance }) => {
      instance.billing = 'CANCELED';
      return bare({ message: 'Instance canceled successfully' });
    }),
  );
}

export function acted({ id }: Instance, status: string): Record<string, unknown> {
  return { instance_id: id, status, details: `Instance ${status}` };
}
