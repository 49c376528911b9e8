import type { Hono } from 'hono';
import type { FakeState } from '../../state/fake-state.ts';
import { type Env, instanceRoute } from '../call.ts';
import { envelopedReply, errorReply } from '../reply.ts';

/** Contacts and users. The replies of `check` and `avatar` are documented. The other replies are ours. */
export function contactRoutes(app: Hono<Env>, state: FakeState): void {
  const list = instanceRoute(state, ({ instance }) => envelopedReply([...instance.contacts.values()]));
  const phonesOf = (phone: unknown): string[] => [phone].flat().filter(Boolean).map(String);

  app.get('/instances/:id/contact/list', list);
  app.get('/instances/:id/user/contacts', list);
  app.post(
    '/instances/:id/contact/add',
    instanceRoute(state, ({ instance, body }) => {
      const [phone] = phonesOf(body.phone);
      if (!phone) return errorReply(400, 'phone is required');
      instance.contacts.set(phone, { phone, first_name: body.first_name, full_name: body.full_name });
      return envelopedReply({ details: 'Contact added' });
    }),
  );
  app.post(
    '/instances/:id/user/info',
    instanceRoute(state, ({ instance, body }) =>
      envelopedReply({ users: phonesOf(body.phone).map((phone) => instance.contacts.get(phone) ?? { phone }) }),
    ),
  );
  app.post(
    '/instances/:id/user/check',
    // A phone that ends in 0 does not exist, so that a test can get both results.
    instanceRoute(state, ({ body }) =>
      envelopedReply({
        users: phonesOf(body.phone).map((phone) => ({
          phone,
          exists: !phone.endsWith('0'),
          jid: `${phone}@s.whatsapp.net`,
        })),
      }),
    ),
  );
  app.post(
    '/instances/:id/user/avatar',
    instanceRoute(state, ({ body }) => {
      if (!body.phone || body.preview === undefined) return errorReply(400, 'phone and preview are required');
      return envelopedReply({ base64: Buffer.from('picture').toString('base64'), mimetype: 'image/jpeg' });
    }),
  );
}
