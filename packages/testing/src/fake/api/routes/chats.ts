import type { Hono } from 'hono';
import type { World } from '../../state/fake-state.ts';
import { type Env, scoped } from '../call.ts';
import { bare, refuse } from '../reply.ts';
import { pageOf } from '../rows/page-of.ts';

const CHANGES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  archive: { archived: true },
  unarchive: { archived: false },
  mute: { is_muted: '1' },
  unmute: { is_muted: '0' },
  pin: { pinned: true },
  unpin: { pinned: false },
  read: { unread: 'false', messages_unread: 0 },
  unread: { unread: 'true' },
  clear: { messages_unread: 0 },
};

/** Chats: bare objects, actions answer `{ status: 'ok' }` (doc). There is a chat with everybody who was written to. */
export function conversationRoutes(app: Hono<Env>, world: World): void {
  const all = '/instances/:id/chats';
  const one = `${all}/:phone`;
  const row = (phone: string, known: object | undefined) => ({
    phone,
    jid: phone.includes('@') ? phone : `${phone}@s.whatsapp.net`,
    name: '',
    archived: false,
    pinned: false,
    unread: 'false',
    messages_unread: 0,
    is_muted: '0',
    is_group: phone.endsWith('@g.us'),
    ...known,
  });

  app.get(
    all,
    scoped(world, ({ instance, query }) => {
      const rows = [...instance.chats].map(([phone, known]) => row(phone, known));
      return bare(pageOf(rows, { page: query('page'), size: query('page_size') }));
    }),
  );
  app.get(
    one,
    scoped(world, ({ instance, param }) => bare(row(param('phone'), instance.chats.get(param('phone'))))),
  );
  app.delete(
    one,
    scoped(world, ({ instance, param }) => {
      instance.chats.delete(param('phone'));
      return bare({ status: 'ok' });
    }),
  );
  app.put(
    `${one}/expiration`,
    scoped(world, ({ body }) => (body.expiration ? bare({ status: 'ok' }) : refuse(400, 'expiration is required'))),
  );
  for (const [verb, change] of Object.entries(CHANGES)) {
    app.post(
      `${one}/${verb}`,
      scoped(world, ({ instance, param }) => {
        instance.chats.set(param('phone'), { ...instance.chats.get(param('phone')), ...change });
        return bare({ status: 'ok' });
      }),
    );
  }
}
