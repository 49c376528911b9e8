import type { Hono } from 'hono';
import type { FakeState } from '../../state/fake-state.ts';
import { type Env, instanceRoute } from '../call.ts';
import { bareReply, envelopedReply } from '../reply.ts';
import { PIXEL } from '../rows/pixel.ts';
import { actionResult } from './instances.ts';

/** The connection with WhatsApp. The shapes are documented. The values are examples. */
export function sessionRoutes(app: Hono<Env>, state: FakeState): void {
  const session = '/instances/:id/session';

  app.get(
    `${session}/status`,
    instanceRoute(state, ({ instance: { connected, phone } }) => {
      if (!connected) return envelopedReply({ connected });
      return envelopedReply({
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
    instanceRoute(state, ({ instance: { connected, phone } }) =>
      envelopedReply(connected ? { status: 'connected', phone } : { qr_code: `data:image/png;base64,${PIXEL}` }),
    ),
  );
  // The API reference has this spelling. The pages of the SDKs say `linking_code`.
  app.get(
    `${session}/paircode/:phone`,
    instanceRoute(state, () => envelopedReply({ LinkingCode: '9H3J-H3J8' })),
  );
  app.post(
    `${session}/disconnect`,
    instanceRoute(state, ({ instance }) => {
      instance.connected = false;
      return bareReply(actionResult(instance, 'disconnected'));
    }),
  );
}
