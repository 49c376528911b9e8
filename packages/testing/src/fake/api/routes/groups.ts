import type { Hono } from 'hono';
import type { FakeState } from '../../state/fake-state.ts';
import { type Env, type InstanceCall, instanceRoute } from '../call.ts';
import { envelopedReply, errorReply, type Reply } from '../reply.ts';
import { paginate } from '../rows/paginate.ts';

type Row = Record<string, unknown>;

/** Groups. The requests are documented. VZaps does not publish the replies, so they are ours. */
export function groupRoutes(app: Hono<Env>, state: FakeState): void {
  const group = '/instances/:id/group';
  const updating = (update: (row: Row, call: InstanceCall) => void) =>
    instanceRoute(state, (call) =>
      withGroup(call, String(call.body.group_id), (row) => {
        update(row, call);
        return envelopedReply({ details: 'Group updated' });
      }),
    );
  const settingAdmins = (isAdmin: boolean) =>
    updating((row, { body }) => {
      const named = new Set(body.participants as unknown[]);
      row.participants = (row.participants as Row[]).map((each) =>
        named.has(each.phone) ? { ...each, is_admin: isAdmin } : each,
      );
    });

  app.get(
    `${group}/list`,
    instanceRoute(state, ({ instance, query }) =>
      envelopedReply(paginate([...instance.groups.values()], { page: query('page'), size: query('page_size') })),
    ),
  );
  app.get(
    `${group}/info`,
    instanceRoute(state, (call) => withGroup(call, call.query('group_id') ?? '', envelopedReply)),
  );
  app.get(
    `${group}/invitelink`,
    instanceRoute(state, (call) =>
      withGroup(call, call.query('group_id') ?? '', (row) => {
        if (isTrue(call.query('reset'))) row.invites = Number(row.invites ?? 0) + 1;
        return envelopedReply({ invite_link: `https://chat.whatsapp.com/${row.group_id}-${row.invites ?? 0}` });
      }),
    ),
  );
  app.post(`${group}/create`, instanceRoute(state, createGroup));
  app.post(
    `${group}/photo`,
    updating((row, { body }) => (row.image = body.image)),
  );
  app.post(
    `${group}/name`,
    updating((row, { body }) => (row.name = body.name)),
  );
  app.post(
    `${group}/description`,
    updating((row, { body }) => (row.description = body.description)),
  );
  app.post(
    `${group}/settings`,
    updating((row, { body }) => Object.assign(row, body)),
  );
  app.post(`${group}/add-admin`, settingAdmins(true));
  app.post(`${group}/remove-admin`, settingAdmins(false));
}

function createGroup({ instance, body }: InstanceCall): Reply {
  if (!body.group_name || !Array.isArray(body.participants)) {
    return errorReply(400, 'group_name and participants are required');
  }
  const group_id = `1203630${String(Date.now()).padStart(11, '0')}${instance.groups.size}@g.us`;
  const participants = body.participants.map((phone) => ({
    phone,
    jid: `${phone}@s.whatsapp.net`,
    is_admin: false,
  }));
  const row = { group_id, name: body.group_name, description: body.group_description ?? '', participants };
  instance.groups.set(group_id, row);
  return envelopedReply(row);
}

function withGroup({ instance }: InstanceCall, id: string, use: (row: Row) => Reply): Reply {
  const row = instance.groups.get(id);
  return row ? use(row) : errorReply(404, 'Group not found');
}

/** A flag in a query as the SDKs write it: `true`, Python's `True`, or `1`. */
function isTrue(value: string | undefined): boolean {
  return value !== undefined && /^(true|1)$/i.test(value);
}
