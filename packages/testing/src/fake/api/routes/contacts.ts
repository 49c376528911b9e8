import type { Hono } from 'hono';
import type { World } from '../../state/fake-state.ts';
import { type Env, scoped } from '../call.ts';
import { enveloped, refuse } from '../reply.ts';

/** Contacts and users. What `check` and `avatar` answer is documented; the rest is ours. */
export function peopleRoutes(app: Hono<Env>, world: World): void {
  const contacts = scoped(world, ({ instance }) => enveloped([...instance.contacts.values()]));
  const phonesOf = (phone: unknown): string[] => [phone].flat().filter(Boolean).map(String);

  app.get('/instances/:id/contact/list', contacts);
  app.get('/instances/:id/user/contacts', contacts);
  app.post(
    '/instances/:id/contact/add',
    scoped(world, ({ instance, body }) => {
      const [phone] = phonesOf(body.phone);
      if (!phone) return refuse(400, 'phone is required');
      instance.contacts.set(phone, { phone, first_name: body.first_name, full_name: body.full_name });
      return enveloped({ details: 'Contact added' });
    }),
  );
  app.post(
    '/instances/:id/user/info',
    scoped(world, ({ instance, body }) =>
      enveloped({ users: phonesOf(body.phone).map((phone) => instance.contacts.get(phone) ?? { phone }) }),
    ),
  );
  app.post(
    '/instances/:id/user/check',
    // Whoever's phone ends in 0 is not on this WhatsApp, so that both answers can be had.
    scoped(world, ({ body }) =>
      enveloped({
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
    scoped(world, ({ body }) => {
      if (!body.phone || body.preview === undefined) return refuse(400, 'phone and preview are required');
      return enveloped({ base64: Buffer.from('picture').toString('base64'), mimetype: 'image/jpeg' });
    }),
  );
}
