/** The text message that VZaps delivers (envelope A). */
export interface MessageOptions {
  id?: string;
  chat?: string;
  senderAlt?: string;
  text?: string;
  message?: Record<string, unknown>;
  isGroup?: boolean;
  mediaUrl?: string;
}

let ids = 0;

export function message(options: MessageOptions = {}): Record<string, unknown> {
  ids += 1;
  const {
    id = `3EB0${ids}`,
    chat = '5511999990000@s.whatsapp.net',
    senderAlt = '',
    text = 'hello',
    isGroup = false,
  } = options;
  return {
    type: 'Message',
    ...(options.mediaUrl && { media_url: options.mediaUrl }),
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
      message: options.message ?? { conversation: text },
    },
  };
}
