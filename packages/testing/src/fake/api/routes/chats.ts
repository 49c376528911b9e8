import type { Hono } from 'hono';
import type { FakeState } from '../../state/fake-state.ts';
import { type Env, instanceRoute } from '../call.ts';
import { bareReply, errorReply } from '../reply.ts';
import { paginate } from '../rows/paginate.ts';

/** The fields that each action changes. */
const CHANGES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  archive: { archived: true },
  unarchive: { archived: false },
  mute: { is_muted: '1' },
  unmute: { is_muted: '0' },
  pin: { pinned: true },
  unpin: { pinned: false },
  read: { unread: '0', messages_unread: 0 },
  unread: { unread: '1' },
  clear: { messages_unread: 0 },
};

/**
 * The routes of chats. They reply with bare objects, the routes that change a chat with `{ status: 'ok' }` (doc). A sent
 * message creates a chat.
 */
export function chatRoutes(app: Hono<Env>, state: FakeState): void {
  const all = '/instances/:id/chats';
  const one = `${all}/:phone`;

  app.get(
    all,
    instanceRoute(state, ({ instance, query }) => {
      const rows = [...instance.chats].map(([phone, stored]) => chatRow(phone, stored));
      return bareReply(paginate(rows, { page: query('page'), size: query('page_size') }));
    }),
  );
  app.get(
    one,
    instanceRoute(state, ({ instance, param }) =>
      bareReply(chatRow(param('phone'), instance.chats.get(param('phone')))),
    ),
  );
  app.delete(
    one,
    instanceRoute(state, ({ instance, param }) => {
      instance.chats.delete(param('phone'));
      return bareReply({ status: 'ok' });
    }),
  );
  app.put(
    `${one}/expiration`,
    instanceRoute(state, ({ body }) =>
      body.expiration ? bareReply({ status: 'ok' }) : errorReply(400, 'expiration is required'),
    ),
  );
  for (const [verb, change] of Object.entries(CHANGES)) {
    app.post(
      `${one}/${verb}`,
      instanceRoute(state, ({ instance, param }) => {
        instance.chats.set(param('phone'), { ...instance.chats.get(param('phone')), ...change });
        return bareReply({ status: 'ok' });
      }),
    );
  }
}

/** `unread` is a number as text, and `is_muted` is `0` or `1` as text (doc). */
function chatRow(phone: string, stored: object | undefined): object {
  return {
    phone,
    jid: phone.includes('@') ? phone : `${phone}@s.whatsapp.net`,
    name: '',
    archived: false,
    pinned: false,
    unread: '0',
    messages_unread: 0,
    is_muted: '0',
    is_group: phone.endsWith('@g.us'),
    ...stored,
  };
}
