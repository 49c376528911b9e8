import { setTimeout as sleep } from 'node:timers/promises';
import { samplePayload } from '@vzaps/testing';
import { print } from '../print.ts';
import type { TourSteps } from '../run-tour.ts';

/** Shows the auto-reply bot: deliveries with most of the outcomes, then a retry from the delivery log. */
export async function tourExpress(steps: TourSteps): Promise<void> {
  const { fake, deliverPayload, showDelivery } = steps;
  const ping = samplePayload('Message', { text: 'ping' });
  await deliverPayload('a connection event', samplePayload('Connected'));
  await deliverPayload('a text', ping);
  await deliverPayload('the same text again', ping, { outcome: 'duplicate', status: 200 });
  await deliverPayload('an image', samplePayload('Message', { kind: 'image', text: 'Our new shop', mediaUrl: null }));
  const [pong] = fake.sent;
  if (pong?.body.message !== 'pong') throw new Error('The bot did not answer "ping" with "pong".');
  await showDelivery('a receipt', fake.receipt(pong));

  const messageId = 'VZDEMO00000000000001';
  const partialCopy = samplePayload('Message', { messageId, partial: true });
  await Promise.all([
    deliverPayload('a partial copy', partialCopy, { outcome: 'superseded', status: 200 }),
    sleep(300).then(() => deliverPayload('its complete copy', samplePayload('Message', { messageId }))),
  ]);
  await steps.deliverForged();

  fake.fault({ route: 'POST /instances/:id/chat/send/text', status: 500 });
  const failed = { outcome: 'failed', status: 500 };
  await deliverPayload('a text, VZaps down', samplePayload('Message', { text: 'ping' }), failed);
  await steps.retryFailed();
  print(`\nThe bot sent ${fake.sent.map(({ body }) => JSON.stringify(body.message)).join(', ')}.`);
}
