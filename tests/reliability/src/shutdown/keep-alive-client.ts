import { createUrlSigner } from '@vzaps/core/webhooks';
import { SECRET } from '../deployment/deployment-config.ts';
import { postRequest } from '../http/connection.ts';
import { createSteadyClient } from '../http/steady-client.ts';
import { PATH } from '../servers/server-config.ts';
import { messageBody } from '../traffic/message-body.ts';

const { pathname, search } = new URL(
  createUrlSigner({ secret: SECRET }).sign(`http://x${PATH}`, { instanceId: 'VZ1' }),
);

/** Sends the messages of one conversation, one after the other and without a pause. */
export async function sendMessages(
  port: number,
  phone: string,
  messageIds: readonly string[],
  count: (status: number) => void,
): Promise<void> {
  const client = createSteadyClient(port, count);
  for (const messageId of messageIds) {
    const body = messageBody({ instance: 'VZ1', phone, messageId, text: 'olá' });
    await client.deliver(postRequest(pathname + search, body));
  }
  client.close();
}
