/** Deliveries in the form of production (envelope B, snake_case). `message` and `raw_message` say the same. */
export interface Payload {
  name: string;
  /** A delivery whose message id has the number `index`, so that each is a new event. A history has no id. */
  create(index: number): Buffer;
}

const INSTANCE_ID = 'VZ9K2M4N8P1Q3R5S7T0W';
// The text that `create` replaces. Ids of messages have 20 characters.
const ID = '3EB0C767D26A00000000';

const source = {
  chat: '5511999990000@s.whatsapp.net',
  sender: '5511999990000@s.whatsapp.net',
  sender_alt: '271828182845904@lid',
  recipient_alt: '',
  addressing_mode: 'pn',
  is_from_me: false,
  is_group: false,
};

function wrap(type: string, event: object): object {
  return { json_data: { type, event }, instance_name: 'shop', instance_id: INSTANCE_ID };
}

function message(content: object): object {
  const info = {
    id: ID,
    ...source,
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
  };
  const flags = {
    is_ephemeral: false,
    is_view_once: false,
    is_view_once_v2: false,
    is_document_with_caption: false,
    is_edit: false,
  };
  return wrap('Message', { info, message: content, raw_message: content, ...flags });
}

const message_context_info = {
  device_list_metadata: { sender_key_hash: 'q83vEjRWeJq83g==', sender_timestamp: '1758000000' },
  device_list_metadata_version: 2,
};

const sentence = 'Good morning! Is the blue one still there? I would come by at four. ';

/** An answer with a quoted message, mentions and the preview of a link. */
const quoting = {
  extended_text_message: {
    text: sentence.repeat(2),
    matched_text: 'https://shop.example/products/the-blue-one?size=m',
    title: 'The blue one',
    description: sentence.repeat(2),
    preview_type: 0,
    jpeg_thumbnail: '/9j/4AAQSkZJRgABAQAAAQABAAD/'.repeat(8),
    context_info: {
      stanza_id: '3EB0A9B8C7D6E5F40312',
      participant: '5511888880000@s.whatsapp.net',
      quoted_message: { extended_text_message: { text: sentence.repeat(7), context_info: { expiration: 0 } } },
      mentioned_jid: ['5511777770000@s.whatsapp.net', '5511666660000@s.whatsapp.net'],
      is_forwarded: false,
      expiration: 0,
    },
  },
  message_context_info,
};

function history(conversations: number): object {
  const conversation = (index: number) => ({
    id: `55119${String(index).padStart(8, '0')}@s.whatsapp.net`,
    conversation_timestamp: 1_758_000_000 + index,
    unread_count: 0,
    name: `Customer ${index}`,
    messages: Array.from({ length: 5 }, (_, each) => ({
      message: {
        key: {
          remote_jid: `55119${String(index).padStart(8, '0')}@s.whatsapp.net`,
          from_me: false,
          id: `3EB0${index}${each}`,
        },
        message: { conversation: sentence },
        message_timestamp: 1_758_000_000 + each,
        status: 'DELIVERY_ACK',
      },
      msg_order_id: each,
    })),
  });
  const data = {
    sync_type: 3,
    chunk_order: 1,
    progress: 50,
    conversations: Array.from({ length: conversations }, (_, index) => conversation(index)),
  };
  return wrap('HistorySync', { data });
}

function payload(name: string, value: object): Payload {
  const bytes = Buffer.from(JSON.stringify(value));
  const at = bytes.indexOf(ID);
  return {
    name,
    create(index) {
      const copy = Buffer.from(bytes);
      if (at >= 0) copy.write(String(index).padStart(8, '0'), at + ID.length - 8, 'latin1');
      return copy;
    },
  };
}

/** The sizes are those of the whole body. */
export const payloads: readonly Payload[] = [
  payload('1 kB text', message({ conversation: sentence.trim(), message_context_info })),
  payload('4 kB quoting text', message(quoting)),
  payload('60 kB text', message({ conversation: sentence.repeat(440), message_context_info })),
  payload('2 MB history', history(1_370)),
];
