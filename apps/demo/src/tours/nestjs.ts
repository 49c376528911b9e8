import { print } from '../print.ts';
import type { TourSteps } from '../run-tour.ts';

interface Message {
  id: string;
  status: string;
  history: { status: string }[];
}

/** Creates the tour of the status tracker: a message is sent, and its receipts change its status. */
export function createNestjsTour(apiKey: string) {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };

  return async ({ fake, origin, showDelivery, deliverForged }: TourSteps): Promise<void> => {
    const body = JSON.stringify({ phone: '+55 11 99999-0000', message: 'Your order is on its way' });
    const sent = await request<Message>(`${origin}/messages`, { method: 'POST', headers, body });
    const [message] = fake.sent;
    if (!message || message.messageId !== sent.id) throw new Error('The message did not reach VZaps.');
    await showDelivery('receipt: delivered', fake.receipt(message, 'Delivered'));
    await showDelivery('receipt: read', fake.receipt(message, 'Read'));
    await showDelivery('the first one again', fake.receipt(message, 'Delivered'), {
      outcome: 'duplicate',
      status: 200,
    });
    await deliverForged();

    const { status, history } = await request<Message>(`${origin}/messages/${sent.id}`, { headers });
    print(`\n  POST /messages      →  ${sent.status}`);
    print(`  GET /messages/:id   →  ${status}: ${history.map((each) => each.status).join(' → ')}`);
    if (status !== 'read') throw new Error(`Expected the status "read", got "${status}".`);
  };
}

async function request<T>(url: string, init: RequestInit): Promise<T> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${new URL(url).pathname}: status ${response.status}, ${await response.text()}`);
  return (await response.json()) as T;
}
