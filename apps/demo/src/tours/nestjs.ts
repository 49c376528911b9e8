import { say } from '../table.ts';
import type { Walk } from '../walk.ts';

interface Message {
  id: string;
  status: string;
  history: { status: string }[];
}

/** The message-status tracker: a message goes out, its receipts come in, and its status never goes back. */
export async function nestjsTour({ fake, origin, delivered, forged }: Walk): Promise<void> {
  const sent = await answerOf<Message>(`${origin}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ phone: '+55 11 99999-0000', message: 'Your order is on its way' }),
  });
  const [message] = fake.sent;
  if (!message || message.messageId !== sent.id) throw new Error('The message did not reach VZaps.');
  await delivered('its receipt: delivered', fake.receipt(message, 'Delivered'));
  await delivered('its receipt: read', fake.receipt(message, 'Read'));
  await delivered('the first one, late, again', fake.receipt(message, 'Delivered'), {
    outcome: 'duplicate',
    status: 200,
  });
  await forged();

  const { status, history } = await answerOf<Message>(`${origin}/messages/${sent.id}`);
  say(`\n  POST /messages      →  ${sent.status}`);
  say(`  GET /messages/:id   →  ${status}: ${history.map((each) => each.status).join(' → ')}`);
  if (status !== 'read') throw new Error(`The message should be read, and it is ${status}.`);
}

async function answerOf<T>(url: string, init?: RequestInit): Promise<T> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
