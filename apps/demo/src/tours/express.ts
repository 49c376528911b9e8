import { samplePayload } from '@vzaps/testing';
import { say } from '../table.ts';
import type { Walk } from '../walk.ts';

/** The auto-reply bot: a conversation with every turn that deliveries take, then the log. */
export async function expressTour({ fake, comes, delivered, forged, bringBack }: Walk): Promise<void> {
  const ping = samplePayload('Message', { text: 'ping' });
  await comes('a connection event', samplePayload('Connected'));
  await comes('a text', ping);
  await comes('the same text again', ping, { outcome: 'duplicate', status: 200 });
  const image = samplePayload('Message', { kind: 'image', text: 'Our new shop', mediaUrl: null });
  await comes('an image with a caption', image);
  const [pong] = fake.sent;
  if (pong?.body.message !== 'pong') throw new Error('The bot did not answer "ping" with "pong".');
  await delivered('a receipt for the answer', fake.receipt(pong));

  const messageId = 'VZDEMO00000000000001';
  const partial = samplePayload('Message', { messageId, partial: true });
  await Promise.all([
    comes('a hidden number (partial)', partial, { outcome: 'superseded', status: 200 }),
    after(300).then(() => comes('its complete twin', samplePayload('Message', { messageId }))),
  ]);
  await forged();

  fake.fault({ route: 'POST /instances/:id/chat/send/text', status: 500 });
  await comes('a text, VZaps being down', samplePayload('Message', { text: 'ping' }), {
    outcome: 'failed',
    status: 500,
  });
  await bringBack();
  say(`\nThe bot sent ${fake.sent.map(({ body }) => JSON.stringify(body.message)).join(', ')}.`);
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
