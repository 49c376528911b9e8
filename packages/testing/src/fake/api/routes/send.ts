import type { Hono } from 'hono';
import type { World } from '../../state/fake-state.ts';
import { newMessageId } from '../../state/ids.ts';
import { type Env, scoped } from '../call.ts';
import { enveloped, refuse } from '../reply.ts';

/** What each kind cannot do without (SDK types and doc). */
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

/** Every send route answers `data.message_id` (doc), which is the WhatsApp id that receipts will name (seen). */
export function sendRoutes(app: Hono<Env>, world: World): void {
  for (const [kind, required] of Object.entries(REQUIRED)) {
    app.post(
      `/instances/:id/chat/send/${kind}`,
      scoped(world, ({ instance, body }) => {
        const missing = ['phone', ...required].find((name) => body[name] === undefined || body[name] === '');
        if (missing) return refuse(400, `${missing} is required`);
        const messageId = typeof body.id === 'string' ? body.id : newMessageId();
        const phone = String(body.phone);
        const message = { instanceId: instance.id, kind, messageId, phone, body, at: new Date() };
        world.sent.push(message);
        instance.chats.set(phone, { ...instance.chats.get(phone), phone, last_message_time: message.at.toISOString() });
        world.onSent(message);
        return enveloped({ message_id: messageId, details: 'Message queued' });
      }),
    );
  }
}
