import type { Hono } from 'hono';
import type { World } from '../../state/fake-state.ts';
import { type Env, scoped } from '../call.ts';
import { bare, enveloped } from '../reply.ts';
import { PIXEL } from '../rows/pixel.ts';
import { acted } from './instances.ts';

/** The connection with WhatsApp; the shapes are documented, the names in them are made up. */
export function sessionRoutes(app: Hono<Env>, world: World): void {
  const session = '/instances/:id/session';

  app.get(
    `${session}/status`,
    scoped(world, ({ instance: { connected, phone } }) => {
      if (!connected) return enveloped({ connected });
      return enveloped({
        connected,
        phone,
        whatsapp_jid: `${phone}@s.whatsapp.net`,
        push_name: 'Fake',
        business_name: 'Fake Ltd.',
        business_profile: {
          business_hours_timezone: 'America/Sao_Paulo',
          categories: [{ id: '1', name: 'Shop' }],
          profile_options: { commerce_experience: 'catalog', cartEnabled: 'true' },
          address: '',
          email: 'fake@example.com',
        },
      });
    }),
  );
  app.get(
    `${session}/qr`,
    scoped(world, ({ instance: { connected, phone } }) =>
      enveloped(connected ? { status: 'connected', phone } : { qr_code: `data:image/png;base64,${PIXEL}` }),
    ),
  );
  // The API reference has this spelling, the SDKs' page the other.
  app.get(
    `${session}/paircode/:phone`,
    scoped(world, () => enveloped({ LinkingCode: '9H3J-H3J8' })),
  );
  app.post(
    `${session}/disconnect`,
    scoped(world, ({ instance }) => {
      instance.connected = false;
      return bare(acted(instance, 'disconnected'));
    }),
  );
}
