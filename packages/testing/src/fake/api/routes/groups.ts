import type { Hono } from 'hono';
import type { World } from '../../state/fake-state.ts';
import { type Env, type InstanceCall, scoped } from '../call.ts';
import { enveloped, type Reply, refuse } from '../reply.ts';
import { pageOf } from '../rows/page-of.ts';

type Row = Record<string, unknown>;

/** Groups. VZaps does not publish what these answer: the shapes are ours, the requests documented. */
export function groupRoutes(app: Hono<Env>, world: World): void {
  const group = '/instances/:id/group';
  const changing = (change: (row: Row, call: InstanceCall) => void) =>
    scoped(world, (call) =>
      withGroup(call, String(call.body.group_id), (row) => {
        change(row, call);
        return enveloped({ details: 'Group updated' });
      }),
    );
  const admins = (isAdmin: boolean) =>
    changing((row, { body }) => {
      const named = new Set(body.participants as unknown[]);
      row.participants = (row.participants as Row[]).map((each) =>
        named.has(each.phone) ? { ...each, is_admin: isAdmin } : each,
      );
    });

  app.get(
    `${group}/list`,
    scoped(world, ({ instance, query }) =>
      enveloped(pageOf([...instance.groups.values()], { page: query('page'), size: query('page_size') })),
    ),
  );
  app.get(
    `${group}/info`,
    scoped(world, (call) => withGroup(call, call.query('group_id') ?? '', enveloped)),
  );
  app.get(
    `${group}/invitelink`,
    scoped(world, (call) =>
      withGroup(call, call.query('group_id') ?? '', (row) => {
        if (call.query('reset') === 'true') row.invites = Number(row.invites ?? 0) + 1;
        return enveloped({ invite_link: `https://chat.whatsapp.com/${row.group_id}-${row.invites ?? 0}` });
      }),
    ),
  );
  app.post(
    `${group}/create`,
    scoped(world, ({ instance, body }) => {
      if (!body.group_name || !Array.isArray(body.participants))
        return refuse(400, 'group_name and participants are required');
      const group_id = `1203630${String(Date.now()).padStart(11, '0')}${instance.groups.size}@g.us`;
      const participants = body.participants.map((phone) => ({
        phone,
        jid: `${phone}@s.whatsapp.net`,
        is_admin: false,
      }));
      const row = { group_id, name: body.group_name, description: body.group_description ?? '', participants };
      instance.groups.set(group_id, row);
      return enveloped(row);
    }),
  );
  app.post(
    `${group}/photo`,
    changing((row, { body }) => (row.image = body.image)),
  );
  app.post(
    `${group}/name`,
    changing((row, { body }) => (row.name = body.name)),
  );
  app.post(
    `${group}/description`,
    changing((row, { body }) => (row.description = body.description)),
  );
  app.post(
    `${group}/settings`,
    changing((row, { body }) => Object.assign(row, body)),
  );
  app.post(`${group}/add-admin`, admins(true));
  app.post(`${group}/remove-admin`, admins(false));
}

function withGroup({ instance }: InstanceCall, id: string, use: (row: Row) => Reply): Reply {
  const row = instance.groups.get(id);
  return row ? use(row) : refuse(404, 'Group not found');
}
