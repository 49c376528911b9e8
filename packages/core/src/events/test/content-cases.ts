// Messages as Go's encoder writes them: keys in Go's casing, and a oneof as one more object with the oneof's name. The
// shapes come from whatsmeow's protobuf, not from the parser.

export interface ContentCase {
  /** What the message is. */
  name: string;
  /** `event.Message`. */
  message: object;
  /** Fields of `event.Info` beside the common ones. */
  info?: object;
  /** Fields of `event` beside `Info` and `Message`. */
  beside?: object;
  /** Fields of the event. */
  expected: Record<string, unknown>;
}

export const CHAT = '5511900001234@s.whatsapp.net';
const key = { remoteJID: CHAT, fromMe: true, ID: '3EB0OLD' };
const text = (value: string) => ({ kind: 'text', text: value });

const texts: ContentCase[] = [
  { name: 'a text', message: { conversation: 'hi' }, expected: { text: 'hi', content: text('hi') } },
  {
    name: 'a text that mentions everybody',
    message: { extendedTextMessage: { text: '@all', contextInfo: { nonJIDMentions: 1, mentionedJID: [CHAT] } } },
    expected: { text: '@all', mentions: [CHAT], mentionsAll: true },
  },
  {
    name: 'an answer to a status',
    message: {
      extendedTextMessage: {
        text: 'nice',
        contextInfo: {
          stanzaID: 'Q',
          participant: '1@lid',
          remoteJID: 'status@broadcast',
          quotedMessage: { imageMessage: { caption: 'beach', mimetype: 'image/jpeg' } },
        },
      },
    },
    expected: {
      quoted: {
        messageId: 'Q',
        sender: '1@lid',
        chat: 'status@broadcast',
        content: { kind: 'image', media: { caption: 'beach' } },
      },
      isStatus: false,
    },
  },
  {
    name: 'a message from a click-to-WhatsApp ad',
    message: {
      extendedTextMessage: {
        text: 'more',
        contextInfo: {
          conversionSource: 'FB_Ads',
          externalAdReply: {
            title: 'Promo',
            sourceType: 'ad',
            sourceID: '12',
            sourceURL: 'https://fb.me/x',
            ctwaClid: 'A',
          },
        },
      },
    },
    expected: { ad: { sourceId: '12', sourceUrl: 'https://fb.me/x', title: 'Promo', clickId: 'A' } },
  },
  {
    name: 'the preview card of a bot',
    message: { extendedTextMessage: { text: 'x', contextInfo: { externalAdReply: { title: 'Card', body: 'b' } } } },
    expected: { text: 'x', ad: undefined },
  },
];

const replies: ContentCase[] = [
  {
    name: 'a pressed button',
    message: { buttonsResponseMessage: { Response: { SelectedDisplayText: 'Yes' }, selectedButtonID: 'yes', type: 1 } },
    expected: { text: 'Yes', content: { kind: 'buttonReply', id: 'yes', text: 'Yes' } },
  },
  {
    name: 'a pressed button in the flattened form',
    message: { buttonsResponseMessage: { selectedDisplayText: 'Yes', selectedButtonID: 'yes' } },
    expected: { text: 'Yes', content: { kind: 'buttonReply', id: 'yes', text: 'Yes' } },
  },
  {
    name: 'a pressed button of a template',
    message: { templateButtonReplyMessage: { selectedID: 'later', selectedDisplayText: 'Later', selectedIndex: 1 } },
    expected: { text: 'Later', content: { kind: 'buttonReply', id: 'later', text: 'Later' } },
  },
  ...['InteractiveResponseMessage', undefined].map((oneof) => {
    const flow = { NativeFlowResponseMessage: { name: 'quick_reply', paramsJSON: '{"id":"track-1"}', version: 3 } };
    return {
      name: `a pressed native-flow button ${oneof ? 'in its oneof' : 'in the flattened form'}`,
      message: { interactiveResponseMessage: { body: { text: 'Track' }, ...(oneof ? { [oneof]: flow } : flow) } },
      expected: {
        text: 'Track',
        content: { kind: 'buttonReply', id: 'track-1', text: 'Track', name: 'quick_reply', params: { id: 'track-1' } },
      },
    };
  }),
  {
    name: 'a submitted WhatsApp Flow',
    message: {
      interactiveResponseMessage: {
        InteractiveResponseMessage: {
          NativeFlowResponseMessage: { name: 'galaxy_message', paramsJSON: '{"flow_token":"t","Name":"Ana"}' },
        },
        body: { text: 'Sent' },
      },
    },
    expected: {
      content: { kind: 'buttonReply', text: 'Sent', name: 'galaxy_message', params: { flow_token: 't', Name: 'Ana' } },
    },
  },
  {
    name: 'a chosen row',
    message: { listResponseMessage: { title: 'Large', listType: 1, singleSelectReply: { selectedRowID: 'l' } } },
    expected: { text: 'Large', content: { kind: 'listReply', id: 'l', title: 'Large' } },
  },
];

const hydrated = {
  Title: { HydratedTitleText: 'Shop' },
  hydratedContentText: 'Code 123456',
  hydratedFooterText: 'Bye',
  hydratedButtons: [
    { index: 0, HydratedButton: { QuickReplyButton: { displayText: 'OK', ID: 'ok' } } },
    { index: 1, HydratedButton: { CallButton: { displayText: 'Call', phoneNumber: '+55 11' } } },
    { index: 2, HydratedButton: { UrlButton: { displayText: 'Open', URL: 'https://x' } } },
  ],
};
const flatHydrated = {
  hydratedTitleText: 'Shop',
  hydratedContentText: 'Code 123456',
  hydratedFooterText: 'Bye',
  hydratedButtons: [
    { quickReplyButton: { displayText: 'OK', ID: 'ok' } },
    { callButton: { displayText: 'Call', phoneNumber: '+55 11' } },
    { urlButton: { displayText: 'Open', URL: 'https://x' } },
  ],
};
const filledTemplate = {
  text: 'Code 123456',
  content: {
    kind: 'template',
    title: 'Shop',
    text: 'Code 123456',
    footer: 'Bye',
    buttons: [
      { id: 'ok', text: 'OK' },
      { text: 'Call', phoneNumber: '+55 11' },
      { text: 'Open', url: 'https://x' },
    ],
  },
};
const interactive = {
  header: { title: 'Bank', Media: { ImageMessage: { mimetype: 'image/jpeg' } }, hasMediaAttachment: true },
  body: { text: 'Your code' },
  footer: { text: 'Bye' },
  InteractiveMessage: {
    NativeFlowMessage: { buttons: [{ name: 'cta_copy', buttonParamsJSON: '{"display_text":"Copy","copy_code":"1"}' }] },
  },
};
const readInteractive = {
  title: 'Bank',
  text: 'Your code',
  footer: 'Bye',
  buttons: [{ text: 'Copy', name: 'cta_copy', params: { display_text: 'Copy', copy_code: '1' } }],
  media: { kind: 'image', mimetype: 'image/jpeg' },
};

const business: ContentCase[] = [
  ...[
    ['a template', { hydratedTemplate: hydrated }],
    ['a template in its oneof', { Format: { HydratedFourRowTemplate: hydrated }, templateID: '1' }],
    ['a template beside its oneof', { hydratedTemplate: hydrated, Format: { HydratedFourRowTemplate: hydrated } }],
    ['a template in the flattened form', { hydratedFourRowTemplate: flatHydrated }],
    ['a template with flattened parts', { Format: { HydratedFourRowTemplate: flatHydrated } }],
  ].map(([name, node]) => ({ name: name as string, message: { templateMessage: node }, expected: filledTemplate })),
  {
    name: 'an oldest template',
    message: { highlyStructuredMessage: { hydratedHsm: { Format: { HydratedFourRowTemplate: hydrated } } } },
    expected: filledTemplate,
  },
  ...[{ Format: { InteractiveMessageTemplate: interactive } }, { interactiveMessageTemplate: interactive }].map(
    (node, i) => ({
      name: `a template as interactive message ${i === 0 ? 'in its oneof' : 'in the flattened form'}`,
      message: { templateMessage: node },
      expected: { text: 'Your code', content: { kind: 'template', ...readInteractive }, media: { kind: 'image' } },
    }),
  ),
  {
    name: 'a template with a document above the body',
    message: {
      templateMessage: {
        Format: {
          HydratedFourRowTemplate: {
            Title: { DocumentMessage: { mimetype: 'application/pdf', fileName: 'bill.pdf' } },
            hydratedContentText: 'Your bill',
          },
        },
      },
    },
    expected: { text: 'Your bill', media: { kind: 'document', fileName: 'bill.pdf' } },
  },
  {
    name: 'a template that is not filled in',
    message: { templateMessage: { Format: { FourRowTemplate: { content: { elementName: 'x' } } }, templateID: '1' } },
    expected: { text: undefined, content: { kind: 'template', buttons: [], templateId: '1' } },
  },
  {
    name: 'an interactive message',
    message: { interactiveMessage: interactive },
    expected: { text: 'Your code', content: { kind: 'interactive', ...readInteractive } },
  },
  {
    name: 'an interactive message in the flattened form',
    message: {
      interactiveMessage: {
        ...interactive,
        header: { title: 'Bank', imageMessage: { mimetype: 'image/jpeg' } },
        InteractiveMessage: undefined,
        ...interactive.InteractiveMessage,
      },
    },
    expected: { text: 'Your code', content: { kind: 'interactive', ...readInteractive } },
  },
  {
    name: 'a carousel',
    message: {
      interactiveMessage: {
        body: { text: 'Choose' },
        InteractiveMessage: { CarouselMessage: { cards: [interactive, { body: { text: 'Two' } }] } },
      },
    },
    expected: {
      text: 'Choose',
      content: {
        kind: 'interactive',
        text: 'Choose',
        buttons: [],
        cards: [readInteractive, { text: 'Two', buttons: [] }],
      },
    },
  },
  ...[{ Header: { Text: 'Title' } }, { text: 'Title' }].map((header, i) => ({
    name: `a message with buttons ${i === 0 ? 'and its oneof' : 'in the flattened form'}`,
    message: {
      buttonsMessage: {
        ...header,
        contentText: 'Sure?',
        footerText: 'Bye',
        buttons: [{ buttonID: 'y', buttonText: { displayText: 'Yes' }, type: 1 }],
        headerType: 2,
      },
    },
    expected: {
      text: 'Sure?',
      content: {
        kind: 'interactive',
        title: 'Title',
        text: 'Sure?',
        footer: 'Bye',
        buttons: [{ id: 'y', text: 'Yes' }],
      },
    },
  })),
  {
    name: 'a list',
    message: {
      listMessage: {
        title: 'Menu',
        description: 'Choose',
        buttonText: 'See',
        sections: [{ title: 's', rows: [{ rowID: '1', title: 'Support', description: 'd' }] }],
      },
    },
    expected: {
      text: 'Choose',
      content: {
        kind: 'interactive',
        title: 'Menu',
        text: 'Choose',
        rows: [{ id: '1', title: 'Support', description: 'd' }],
      },
    },
  },
  {
    name: 'a cart from a catalogue',
    message: {
      orderMessage: {
        orderID: '998877',
        token: 'tok==',
        itemCount: 2,
        message: 'I want this',
        orderTitle: 'Shop',
        totalAmount1000: '25000',
        totalCurrencyCode: 'BRL',
      },
    },
    expected: {
      text: 'I want this',
      content: {
        kind: 'order',
        orderId: '998877',
        token: 'tok==',
        itemCount: 2,
        text: 'I want this',
        totalAmount1000: 25_000,
        currency: 'BRL',
      },
    },
  },
  {
    name: 'a product',
    message: {
      productMessage: {
        product: { productID: '5', title: 'Mug', priceAmount1000: 9000, currencyCode: 'BRL' },
        body: 'This?',
      },
    },
    expected: {
      text: 'This?',
      content: { kind: 'product', productId: '5', title: 'Mug', text: 'This?', priceAmount1000: 9000 },
    },
  },
];

const changes: ContentCase[] = [
  {
    name: 'an encrypted edit',
    message: { secretEncryptedMessage: { targetMessageKey: key, encPayload: 'AA==', encIV: 'AA==', secretEncType: 2 } },
    info: { Edit: '1' },
    expected: {
      isEdit: true,
      text: undefined,
      content: { kind: 'edit', targetId: '3EB0OLD', content: { kind: 'unsupported' } },
    },
  },
  ...[1, 4, 9].map((type) => ({
    name: `an encrypted edit of the type ${type}`,
    message: { secretEncryptedMessage: { targetMessageKey: key, secretEncType: type } },
    expected: { isEdit: true, key: '3EB0CASE', content: { kind: 'edit', targetId: '3EB0OLD' } },
  })),
  {
    name: 'an edit without a type',
    message: { protocolMessage: { key, editedMessage: { conversation: 'new' } } },
    expected: { isEdit: true, text: 'new', content: { kind: 'edit', targetId: '3EB0OLD', content: text('new') } },
  },
  {
    name: 'a deletion without a type',
    message: { protocolMessage: { key } },
    info: { Edit: '7' },
    expected: { content: { kind: 'revoke', targetId: '3EB0OLD' } },
  },
  {
    name: 'a protocol message without a key and a type',
    message: { protocolMessage: {} },
    expected: { content: { kind: 'protocol' } },
  },
  {
    name: 'an edit that the phone sent again',
    message: { conversation: 'new' },
    beside: {
      UnavailableRequestID: 'R',
      RawMessage: { protocolMessage: { type: 14, key: { ID: '3EB0CASE' }, editedMessage: { conversation: 'new' } } },
      IsEdit: false,
    },
    expected: {
      isEdit: true,
      text: 'new',
      key: '3EB0CASE|edit|2026-09-17T16:31:00.000Z',
      content: { kind: 'edit', targetId: '3EB0CASE', content: text('new') },
    },
  },
  {
    name: 'a deleted post of a channel',
    message: {},
    info: { Chat: '1@newsletter', Sender: '1@newsletter', Edit: '8' },
    expected: { content: { kind: 'revoke', targetId: '3EB0CASE' } },
  },
];

const others: ContentCase[] = [
  {
    name: 'an album',
    message: { albumMessage: { expectedImageCount: 3, expectedVideoCount: '1' } },
    expected: { content: { kind: 'album', images: 3, videos: 1 } },
  },
  {
    name: 'an item of an album',
    message: {
      imageMessage: { mimetype: 'image/jpeg' },
      messageContextInfo: { messageAssociation: { associationType: 1, parentMessageKey: { ID: 'ALBUM' } } },
    },
    expected: { content: { kind: 'image' }, association: { type: 1, parentId: 'ALBUM' } },
  },
  ...[
    ['a pinned message', 1, true],
    ['an unpinned message', 2, false],
  ].map(([name, type, pinned]) => ({
    name: name as string,
    message: { pinInChatMessage: { key, type, senderTimestampMS: 1_789_662_660_000 }, messageContextInfo: {} },
    info: { Edit: '2' },
    expected: { isEdit: false, content: { kind: 'pin', targetId: '3EB0OLD', pinned } },
  })),
  {
    name: 'an encrypted reaction',
    message: { encReactionMessage: { targetMessageKey: key, encPayload: 'AA==', encIV: 'AA==' } },
    expected: { content: { kind: 'reaction', targetId: '3EB0OLD', emoji: undefined, removed: false } },
  },
  {
    name: 'a reaction',
    message: { reactionMessage: { key, text: '👍' } },
    expected: { content: { kind: 'reaction', targetId: '3EB0OLD', emoji: '👍', removed: false } },
  },
  ...['', 'V2', 'V3', 'V5', 'V6'].map((version) => ({
    name: `a poll ${version || 'of the first version'}`,
    message: {
      [`pollCreationMessage${version}`]: { name: 'When?', options: [{ optionName: 'Mon' }], selectableOptionsCount: 1 },
    },
    expected: { content: { kind: 'poll', name: 'When?', options: ['Mon'], selectableCount: 1 } },
  })),
  {
    name: 'a vote',
    message: { pollUpdateMessage: { pollCreationMessageKey: key, vote: { encPayload: 'AA==' } } },
    expected: { content: { kind: 'pollVote', targetId: '3EB0OLD' } },
  },
];

const wrappers: ContentCase[] = [
  {
    name: 'an HD replacement',
    message: {
      associatedChildMessage: { message: { imageMessage: { mimetype: 'image/jpeg', URL: 'https://hd' } } },
      messageContextInfo: { messageAssociation: { associationType: 10, parentMessageKey: { ID: 'SD' } } },
    },
    expected: { content: { kind: 'image' }, association: { type: 10, parentId: 'SD' } },
  },
  {
    name: 'an HD replacement that VZaps unwrapped',
    message: { imageMessage: { mimetype: 'image/jpeg' } },
    beside: {
      RawMessage: {
        associatedChildMessage: { message: { imageMessage: { mimetype: 'image/jpeg' } } },
        messageContextInfo: { messageAssociation: { associationType: 10, parentMessageKey: { ID: 'SD' } } },
      },
    },
    expected: { content: { kind: 'image' }, association: { type: 10, parentId: 'SD' } },
  },
  ...['groupStatusMessage', 'groupStatusMessageV2'].map((name) => ({
    name: `a status of a group in ${name}`,
    message: { [name]: { message: { conversation: 'hi' } } },
    info: { Chat: '1@g.us' },
    expected: { text: 'hi', isStatus: true, isGroup: true },
  })),
  {
    name: 'a status of a group that VZaps unwrapped',
    message: { conversation: 'hi' },
    info: { Chat: '1@g.us' },
    beside: { RawMessage: { groupStatusMessageV2: { message: { conversation: 'hi' } } } },
    expected: { text: 'hi', isStatus: true },
  },
  {
    name: 'a status of a person',
    message: { conversation: 'hi' },
    info: { Chat: 'status@broadcast' },
    expected: { text: 'hi', isStatus: true, isGroup: false },
  },
  {
    name: 'a poll in the wrapper of its fourth version',
    message: { pollCreationMessageV4: { message: { pollCreationMessageV3: { name: 'When?', options: [] } } } },
    expected: { content: { kind: 'poll', name: 'When?' } },
  },
  ...[
    'ephemeralMessage',
    'viewOnceMessage',
    'viewOnceMessageV2',
    'viewOnceMessageV2Extension',
    'documentWithCaptionMessage',
    'deviceSentMessage',
    'editedMessage',
    'associatedChildMessage',
    'lottieStickerMessage',
    'groupMentionedMessage',
    'botInvokeMessage',
    'spoilerMessage',
    'questionMessage',
    'questionReplyMessage',
    'groupStatusMentionMessage',
    'statusMentionMessage',
    'statusAddYours',
    'eventCoverImage',
    'pollCreationOptionImageMessage',
    'limitSharingMessage',
    'botTaskMessage',
    'botForwardedMessage',
    'commentMessage',
    'newsletterAdminProfileMessage',
    'newsletterAdminProfileStatusMessage',
    'botPlatformRegistrationSuccessMessage',
    'aWrapperThatDoesNotExistYet',
  ].map((name) => ({
    name: `a text in ${name}`,
    message: { [name]: { message: { extendedTextMessage: { text: 'inside' } } }, messageContextInfo: {} },
    expected: { text: 'inside' },
  })),
  {
    name: 'a text in eight unknown wrappers',
    message: Array.from({ length: 8 }).reduce<object>((message, _, i) => ({ [`wrapper${i}`]: { message } }), {
      conversation: 'deep',
    }),
    expected: { text: 'deep', content: text('deep') },
  },
  {
    name: 'a text beside an unknown node with a message',
    message: { unknownMeta: { message: { conversation: 'other' } }, conversation: 'mine' },
    expected: { text: 'mine' },
  },
];

export const contentCases: ContentCase[] = [...texts, ...replies, ...business, ...changes, ...others, ...wrappers];
