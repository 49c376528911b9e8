/**
 * How fast a delivery is taken, as ratios in one run: the figures of two machines, or of two runs, do not compare.
 * `npx -y pnpm@10.34.9 bench`
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseEvent } from '@vzaps/core/events';
import { createReceiver, createUrlSigner } from '@vzaps/core/webhooks';
import { bench, run, summary } from 'mitata';

const secret = 'a secret of thirty-two bytes or more';
const signer = createUrlSigner({ secret });
const target = signer
  .sign('https://x.example/hook', { instanceId: 'VZ9K2M4N8P1Q3R5S7T0W' })
  .slice('https://x.example'.length);

// 1.2 kB, like a text message in production: `message` and `raw_message` say the same.
const content = {
  conversation: 'Good morning! Is the blue one still there? I would come by at four.',
  message_context_info: {
    device_list_metadata: { sender_key_hash: 'q83vEjRWeJq83g==', sender_timestamp: '1758000000' },
    device_list_metadata_version: 2,
  },
};
const payload = (id: string) =>
  JSON.stringify({
    json_data: {
      type: 'Message',
      event: {
        info: {
          id,
          chat: '5511999990000@s.whatsapp.net',
          sender: '5511999990000@s.whatsapp.net',
          sender_alt: '271828182845904@lid',
          recipient_alt: '',
          addressing_mode: 'pn',
          is_from_me: false,
          is_group: false,
          push_name: 'Ana',
          timestamp: '2026-09-17T13:31:00-03:00',
          type: 'text',
          media_type: '',
          category: '',
          multicast: false,
          edit: '',
          server_id: 0,
          verified_name: null,
          device_sent_meta: null,
        },
        message: content,
        raw_message: content,
        is_ephemeral: false,
        is_view_once: false,
        is_view_once_v2: false,
        is_document_with_caption: false,
        is_edit: false,
      },
    },
    instance_name: 'shop',
    instance_id: 'VZ9K2M4N8P1Q3R5S7T0W',
  });
const text = payload('3EB0C767D26A1B5F7A11');
const bytes = new TextEncoder().encode(text);
const value = JSON.parse(text);
const signature = Buffer.from(target.slice(-64));

const receiver = createReceiver({ verify: signer.verify }).on('Message', () => {});
const forgetful = createReceiver({ verify: signer.verify, idempotency: false }).on('Message', () => {});
let ids = 0;

summary(() => {
  bench('floor: compare a cached signature, JSON.parse', () => {
    timingSafeEqual(signature, Buffer.from(target.slice(-64)));
    return JSON.parse(new TextDecoder().decode(bytes));
  }).baseline(true);
  bench('HMAC of the body, JSON.parse', () => {
    createHmac('sha256', secret).update(bytes).digest();
    return JSON.parse(new TextDecoder().decode(bytes));
  });
  bench('signer.verify', () => signer.verify({ method: 'POST', target, headers: {} }));
  bench('parseEvent(object)', () => parseEvent(value));
  bench('parseEvent(bytes)', () => parseEvent(bytes));
  bench('receive, no idempotency', () => forgetful.receive({ method: 'POST', target, headers: {}, body: bytes }));
  bench('receive, each event new', () => {
    ids += 1;
    return receiver.receive({
      method: 'POST',
      target,
      headers: {},
      body: new TextEncoder().encode(payload(`3EB0C767D26A${ids}`)),
    });
  });
});

console.log(`one delivery: ${bytes.length} bytes`);
await run();
