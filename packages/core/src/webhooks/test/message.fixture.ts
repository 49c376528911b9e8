/** What VZaps sends for a text message (envelope A), for the tests of this folder. */
export interface MessageFacts {
  id?: string;
  chat?: string;
  senderAlt?: string;
  text?: string;
  message?: Record<string, unknown>;
  isGroup?: boolean;
  mediaUrl?: string;
}

let ids = 0;

export function message(facts: MessageFacts = {}): Record<string, unknown> {
  ids += 1;
  const {
    id = `3EB0${ids}`,
    chat = '5511999990000@s.whatsapp.net',
    senderAlt = '',
    text = 'hello',
    isGroup = false,
  } = facts;
  return {
    type: 'Message',
    ...(facts.mediaUrl && { media_url: facts.mediaUrl }),
    event: {
      info: {
        id,
        chat,
        sender: isGroup ? '5511999990000@s.whatsapp.net' : chat,
        sender_alt: senderAlt,
        is_from_me: false,
        is_group: isGroup,
        push_name: 'Ana',
        timestamp: '2026-09-17T13:31:00-03:00',
      },
      message: facts.message ?? { conversation: text },
    },
  };
}
