import type { Hono } from 'hono';
import type { FakeState } from '../../state/fake-state.ts';
import { newMessageId } from '../../state/ids.ts';
import { type Env, instanceRoute } from '../call.ts';
import { envelopedReply, errorReply } from '../reply.ts';

/** The required fields of each kind (SDK types and doc). */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  text: ['message'],
  image: ['image'],
  audio: ['audio'],
  document: ['document'],
  video: ['video'],
  sticker: ['sticker'],
  gif: ['gif'],
  location: ['latitude', 'longitude'],
  contact: ['contact_name', 'contact_phone'],
  buttons: ['message', 'buttons'],
  list: ['title', 'description', 'button_text', 'sections'],
  link: ['message', 'link_url', 'title', 'link_description'],
  poll: ['name', 'options'],
};

/** Every send route replies with `data.message_id` (doc). It is the WhatsApp id that receipts contain (seen). */
export function sendRoutes(app: Hono<Env>, state: FakeState): void {
  for (const [kind, required] of Object.entries(REQUIRED)) {
    app.post(
      `/instances/:id/chat/send/${kind}`,
      instanceRoute(state, ({ instance, body }) => {
        const missing = ['phone', ...required].find((name) => body[name] === undefined || body[name] === '');
        if (missing) return errorReply(400, `${missing} is required`);
        const messageId = typeof body.id === 'string' ? body.id : newMessageId();
        const phone = String(body.phone);
        const message = { instanceId: instance.id, kind, messageId, phone, body, at: new Date() };
        state.sent.push(message);
        instance.chats.set(phone, { ...instance.chats.get(phone), phone, last_message_time: message.at.toISOString() });
        state.onSent(message);
        return envelopedReply({ message_id: messageId, details: 'Message queued' });
      }),
    );
  }
}
