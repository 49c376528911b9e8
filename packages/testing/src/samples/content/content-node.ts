import type { ContentKind, MediaKind } from '@vzaps/core/events';
import { freshMessageId } from '../identities/ids.ts';
import { GROUP, PERSON, phoneJid } from '../identities/people.ts';
import type { MessageSampleOptions } from '../options.ts';
import { mediaNodeOf } from './media-node.ts';

type Node = Record<string, unknown>;

const card = {
  display_name: 'Bruno',
  vcard:
    'BEGIN:VCARD\nVERSION:3.0\nN:;Bruno;;;\nFN:Bruno\nTEL;type=CELL;waid=5511900005678:+55 11 90000-5678\nEND:VCARD',
};

/** How each kind of content stands in `message`. */
const NODES: Record<ContentKind, (facts: MessageSampleOptions) => Node> = {
  text: ({ text = 'Hello' }) => ({ conversation: text }),
  image: media('image'),
  video: media('video'),
  audio: media('audio'),
  document: media('document'),
  sticker: media('sticker'),
  location: () => ({
    location_message: {
      degrees_latitude: -23.561414,
      degrees_longitude: -46.655881,
      name: 'MASP',
      address: 'Av. Paulista, 1578',
    },
  }),
  contacts: () => ({ contact_message: card }),
  reaction: ({ text = '👍', ...facts }) => ({
    reaction_message: { key: keyOf(facts), text, sender_timestamp_ms: 1_789_662_660_000 },
  }),
  poll: ({ text = 'Where do we eat?' }) => ({
    poll_creation_message_v3: {
      name: text,
      options: [{ option_name: 'Pizza' }, { option_name: 'Sushi' }],
      selectable_options_count: 1,
    },
  }),
  pollVote: (facts) => ({
    poll_update_message: {
      poll_creation_message_key: keyOf(facts),
      vote: { enc_payload: 'kq0=', enc_iv: 'AAECAwQFBgcICQoL' },
    },
  }),
  buttonReply: ({ text = 'Yes' }) => ({
    buttons_response_message: { selected_button_id: 'yes', selected_display_text: text, type: 1 },
  }),
  listReply: ({ text = 'Large' }) => ({
    list_response_message: { title: text, list_type: 1, single_select_reply: { selected_row_id: 'size-l' } },
  }),
  edit: ({ text = 'Hello, edited', ...facts }) => ({
    protocol_message: {
      key: keyOf(facts),
      type: 14,
      edited_message: { conversation: text },
      timestamp_ms: 1_789_662_720_000,
    },
  }),
  revoke: (facts) => ({ protocol_message: { key: keyOf(facts), type: 0 } }),
  groupInvite: ({ text }) => ({
    group_invite_message: {
      group_jid: GROUP,
      group_name: 'Friends',
      invite_code: 'AbCdEfGhIjKl',
      invite_expiration: 1_789_921_860,
      ...(text !== undefined && { caption: text }),
    },
  }),
  protocol: () => ({ protocol_message: { type: 3, ephemeral_expiration: 604_800 } }),
  template: ({ text = 'Your order 4711 is on its way' }) => ({
    template_message: { format: { hydrated_four_row_template: { hydrated_content_text: text, template_id: '1' } } },
  }),
  interactive: ({ text = 'How can we help?' }) => ({ interactive_message: { body: { text } } }),
  order: ({ text = 'I want this' }) => ({
    order_message: { order_id: '4711', token: 'AR4=', item_count: 2, message: text, status: 1 },
  }),
  product: ({ text = 'Is it available?' }) => ({
    product_message: { product: { product_id: '4711', title: 'Mug' }, body: text },
  }),
  album: () => ({ album_message: { expected_image_count: 2, expected_video_count: 1 } }),
  pin: (facts) => ({ pin_in_chat_message: { key: keyOf(facts), type: 1 } }),
  unsupported: () => ({ event_message: { name: 'Party', start_time: 1_789_921_860 } }),
};

export function contentNodeOf(facts: MessageSampleOptions): Node {
  const { kind = 'text', text = 'Hello' } = facts;
  const node = NODES[kind](facts);
  const context = contextOf(facts);
  if (context === undefined) return node;
  if (kind === 'text') return { extended_text_message: { text, context_info: context } };
  return Object.fromEntries(
    Object.entries(node).map(([name, inner]) => [name, { ...(inner as Node), context_info: context }]),
  );
}

function media(kind: MediaKind) {
  return ({ text }: MessageSampleOptions): Node => ({
    [`${kind}_message`]: { ...mediaNodeOf(kind), ...(text !== undefined && { caption: text }) },
  });
}

function keyOf({ targetId = freshMessageId(), phone = PERSON.phone }: MessageSampleOptions): Node {
  return { remote_jid: phoneJid(phone), from_me: false, id: targetId };
}

function contextOf({ quoted, mentions, forwarded }: MessageSampleOptions): Node | undefined {
  if (!quoted && !mentions && !forwarded) return undefined;
  return {
    ...(quoted && {
      stanza_id: quoted.messageId,
      participant: quoted.sender ?? phoneJid(PERSON.phone),
      quoted_message: { conversation: quoted.text ?? 'What was said before' },
    }),
    ...(mentions && { mentioned_jid: mentions }),
    ...(forwarded && { is_forwarded: true, forwarding_score: 1 }),
  };
}
