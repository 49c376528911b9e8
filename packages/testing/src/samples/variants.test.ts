import { type EventType, parseEvent } from '@vzaps/core/events';
import { describe, expect, it } from 'vitest';
import { type SampleOptions, samplePayload } from './index.ts';
import { VARIANTS } from './options/variants.ts';
import { WRAPPERS } from './options/wrappers.ts';

const WIRES = (['A', 'B', 'C'] as const).flatMap((envelope) =>
  (['snake', 'go'] as const).flatMap((casing) =>
    (['nested', 'flat'] as const).map((oneofs) => ({ envelope, casing, oneofs })),
  ),
);

type Options = SampleOptions<'Message'>;
const TARGET = '3EB0TARGET';

/** Checks that the sample is parsed to the expected event in every envelope, casing and form of oneofs. */
function expectEvent<T extends EventType>(type: T, options: SampleOptions<T>, expected: object): void {
  for (const wire of WIRES) {
    expect(parseEvent(samplePayload(type, { ...options, ...wire })), JSON.stringify(wire)).toMatchObject({
      type,
      ...expected,
    });
  }
}

const BUTTONS = [
  { id: 'yes', text: 'Yes' },
  { id: 'no', text: 'No' },
];
const BUSINESS = { text: 'body', content: { text: 'body', title: 'Our shop', buttons: BUTTONS } };

/** The options of a message, and what its event must contain. */
const MESSAGES: readonly [Options, object][] = [
  [
    { kind: 'video', variant: 'note' },
    { content: { kind: 'video' }, media: { kind: 'video' } },
  ],
  [{ kind: 'location', variant: 'live' }, { content: { kind: 'location' } }],
  [{ kind: 'contacts', variant: 'list' }, { content: { kind: 'contacts', contacts: [{}, {}] } }],
  [{ kind: 'reaction', text: '🎉' }, { content: { kind: 'reaction', targetId: TARGET, emoji: '🎉', removed: false } }],
  [{ kind: 'reaction', variant: 'removed' }, { content: { kind: 'reaction', targetId: TARGET, removed: true } }],
  [{ kind: 'reaction', variant: 'encrypted' }, { content: { kind: 'reaction', targetId: TARGET, removed: false } }],
  ...VARIANTS.poll.map((variant): [Options, object] => [
    { kind: 'poll', variant, text: 'When?' },
    { content: { kind: 'poll', name: 'When?', options: ['Pizza', 'Sushi'], selectableCount: 1 } },
  ]),
  [{ kind: 'pollVote' }, { content: { kind: 'pollVote', targetId: TARGET } }],
  [
    { kind: 'buttonReply', text: 'Sim', buttonId: 'sim' },
    { text: 'Sim', content: { kind: 'buttonReply', id: 'sim', text: 'Sim' } },
  ],
  [
    { kind: 'buttonReply', variant: 'template', text: 'Sim', buttonId: 'sim' },
    { text: 'Sim', content: { kind: 'buttonReply', id: 'sim', text: 'Sim' } },
  ],
  [
    { kind: 'buttonReply', variant: 'quickReply', text: 'Sim', buttonId: 'sim' },
    {
      text: 'Sim',
      content: { kind: 'buttonReply', id: 'sim', text: 'Sim', name: 'quick_reply', params: { id: 'sim' } },
    },
  ],
  [
    { kind: 'buttonReply', variant: 'flow', text: 'Sent', params: { size: 'L', count: 2 } },
    { content: { kind: 'buttonReply', name: 'galaxy_message', params: { size: 'L', count: 2 } } },
  ],
  [
    { kind: 'listReply', text: 'Large', buttonId: 'l' },
    { text: 'Large', content: { kind: 'listReply', id: 'l', title: 'Large' } },
  ],
  [
    { kind: 'edit', text: 'new' },
    { text: 'new', isEdit: true, content: { kind: 'edit', targetId: TARGET, content: { kind: 'text', text: 'new' } } },
  ],
  [
    { kind: 'edit', variant: 'wrapped', text: 'new' },
    { text: 'new', isEdit: true, content: { kind: 'edit', targetId: TARGET, content: { kind: 'text', text: 'new' } } },
  ],
  [
    { kind: 'edit', variant: 'sealed' },
    { isEdit: true, content: { kind: 'edit', targetId: TARGET, content: { kind: 'unsupported' } } },
  ],
  [
    { kind: 'edit', variant: 'resent', text: 'new' },
    { messageId: TARGET, text: 'new', isEdit: true, content: { kind: 'edit', targetId: TARGET } },
  ],
  [
    { kind: 'edit', variant: 'channel', text: 'new' },
    { chat: '120363144038483540@newsletter', text: 'new', isEdit: true, content: { kind: 'edit', targetId: TARGET } },
  ],
  [{ kind: 'revoke' }, { content: { kind: 'revoke', targetId: TARGET } }],
  [{ kind: 'revoke', variant: 'withoutType' }, { content: { kind: 'revoke', targetId: TARGET } }],
  [{ kind: 'pin' }, { content: { kind: 'pin', targetId: TARGET, pinned: true } }],
  [{ kind: 'pin', pinned: false }, { content: { kind: 'pin', targetId: TARGET, pinned: false } }],
  [{ kind: 'template', text: 'body' }, { ...BUSINESS }],
  [{ kind: 'template', variant: 'hydrated', text: 'body' }, { ...BUSINESS }],
  [{ kind: 'template', variant: 'interactive', text: 'body' }, { ...BUSINESS }],
  [{ kind: 'interactive', text: 'body' }, { ...BUSINESS }],
  [{ kind: 'interactive', variant: 'buttons', text: 'body' }, { ...BUSINESS }],
  [
    { kind: 'interactive', variant: 'list', text: 'body', rows: [{ id: '1', title: 'Support' }] },
    { text: 'body', content: { text: 'body', title: 'Our shop', rows: [{ id: '1', title: 'Support' }] } },
  ],
  [
    { kind: 'interactive', variant: 'carousel', text: 'body' },
    { text: 'body', content: { cards: [{ title: 'First', buttons: BUTTONS }, { title: 'Second' }] } },
  ],
  [
    {
      kind: 'order',
      text: 'this',
      order: { orderId: '1', token: 't', itemCount: 3, totalAmount1000: 5, currency: 'EUR' },
    },
    {
      text: 'this',
      content: {
        kind: 'order',
        orderId: '1',
        token: 't',
        itemCount: 3,
        text: 'this',
        totalAmount1000: 5,
        currency: 'EUR',
      },
    },
  ],
  [
    { kind: 'product', text: 'this?', product: { productId: '1', title: 'Mug' } },
    { text: 'this?', content: { kind: 'product', productId: '1', title: 'Mug', text: 'this?' } },
  ],
  [{ kind: 'album', album: { images: 3, videos: 0 } }, { content: { kind: 'album', images: 3, videos: 0 } }],
  [
    { kind: 'image', association: { type: 1, parentId: '3EB0ALBUM' } },
    { content: { kind: 'image' }, association: { type: 1, parentId: '3EB0ALBUM' } },
  ],
  [
    { kind: 'image', association: { type: 10, parentId: '3EB0SD' }, wrappers: ['associatedChildMessage'] },
    { content: { kind: 'image' }, association: { type: 10, parentId: '3EB0SD' } },
  ],
  [
    { text: 'nice', quoted: { messageId: '3EB0Q', chat: 'status@broadcast', text: 'beach' } },
    {
      text: 'nice',
      quoted: { messageId: '3EB0Q', chat: 'status@broadcast', content: { kind: 'text', text: 'beach' } },
    },
  ],
  [
    { text: 'hi', ad: { sourceId: '1', sourceUrl: 'https://fb.me/x', title: 'Promo', clickId: 'c' } },
    { ad: { sourceId: '1', sourceUrl: 'https://fb.me/x', title: 'Promo', clickId: 'c' } },
  ],
  [
    { text: 'all', mentionsAll: true, mentions: ['5511900005678@s.whatsapp.net'], forwarded: true, group: true },
    { mentionsAll: true, mentions: ['5511900005678@s.whatsapp.net'], isForwarded: true, isGroup: true },
  ],
  [{ status: true }, { chat: 'status@broadcast', isStatus: true, phone: '5511900001234' }],
  [
    { group: true, groupStatus: true },
    { isGroup: true, isStatus: true },
  ],
  [
    { group: true, groupStatus: true, wrapped: true },
    { isGroup: true, isStatus: true, text: 'Hello' },
  ],
  [{ hosted: true }, { phone: '5511900001234', conversation: '271828182845904@lid', complete: true }],
  [
    { hosted: true, addressing: 'lid' },
    { phone: '5511900001234', conversation: '271828182845904@lid' },
  ],
  [
    { addressing: 'lid', group: true },
    { phone: '5511900001234', sender: '271828182845904@lid', complete: true },
  ],
];

describe('samplePayload() of a Message', () => {
  it.each(MESSAGES.map(([options, expected]) => [JSON.stringify(options), options, expected] as const))(
    'is parsed to the event that its options describe: %s',
    (_, options, expected) => {
      expectEvent('Message', { targetId: TARGET, ...options }, expected);
    },
  );

  it.each(WRAPPERS)('is unwrapped from the wrapper %s', (wrapper) => {
    expectEvent('Message', { text: 'inside', wrappers: [wrapper] }, { text: 'inside', content: { kind: 'text' } });
    expectEvent(
      'Message',
      { text: 'inside', wrappers: ['ephemeralMessage', wrapper, 'spoilerMessage'] },
      { text: 'inside' },
    );
  });

  it.each(['senderKey', 'placeholder', 'empty', 'null'] as const)(
    'has no key if its content is missing: %s',
    (withoutContent) => {
      const event = parseEvent(samplePayload('Message', { withoutContent, group: true }));
      expect(event).toMatchObject({ type: 'Message', content: { kind: 'unsupported' } });
      expect(event).not.toHaveProperty('key');
    },
  );

  it('has no emoji if the reaction is encrypted, and no text if the edit is sealed', () => {
    expect(parseEvent(samplePayload('Message', { kind: 'reaction', variant: 'encrypted' }))).not.toHaveProperty(
      'content.emoji',
    );
    expect(parseEvent(samplePayload('Message', { kind: 'edit', variant: 'sealed' }))).not.toHaveProperty('text');
  });

  it('has a variant test for every variant', () => {
    const tested = MESSAGES.map(([{ kind, variant }]) => `${kind} ${variant}`);
    for (const [kind, variants] of Object.entries(VARIANTS)) {
      for (const variant of variants) expect(tested).toContain(`${kind} ${variant}`);
    }
  });
});

describe('samplePayload() of other events', () => {
  it.each(['sender', 'inactive', 'retry', 'played-self', 'server-error'])(
    'returns a receipt without a state for the receipt type %s',
    (receiptType) => {
      const options = { receiptType, messageIds: ['A', 'B'] };
      expectEvent('ReadReceipt', options, { receiptType, messageIds: ['A', 'B'] });
      expect(parseEvent(samplePayload('ReadReceipt', options))).not.toHaveProperty('state');
    },
  );

  it.each(['Delivered', 'Read', 'ReadSelf'])('returns a receipt of the state %s', (state) => {
    expectEvent('ReadReceipt', { state, phone: '5511900005678' }, { state, phone: '5511900005678' });
  });

  it.each(['jids', 'objects', 'whatsmeow', 'baileys'] as const)('returns group events of the shape %s', (shape) => {
    const people = { participants: ['5511900001234@s.whatsapp.net'], actor: '5511900005678@s.whatsapp.net' } as const;
    const expected = {
      chat: '120363025246125486@g.us',
      participants: [{ jid: '5511900001234@s.whatsapp.net', phone: '5511900001234' }],
      actor: { jid: '5511900005678@s.whatsapp.net', phone: '5511900005678' },
    };
    expectEvent('GroupParticipantsAdd', { shape, ...people }, expected);
    expectEvent('GroupParticipantsRemove', { shape, ...people }, expected);
  });

  it.each(['objects', 'whatsmeow', 'baileys'] as const)(
    'returns the phone of a hidden actor in a group event of the shape %s',
    (shape) => {
      const actor = { jid: '4455@lid', phone: '5511900005678' } as const;
      expectEvent('GroupParticipantsAdd', { shape, actor }, { actor });
    },
  );

  it.each(['objects', 'baileys'] as const)(
    'returns the phones of hidden participants in a group event of the shape %s',
    (shape) => {
      const participants = [{ jid: '4455@lid', phone: '5511900005678' }] as const;
      expectEvent('GroupParticipantsRemove', { shape, participants }, { participants });
    },
  );

  it('returns the list of names of a history under either key', () => {
    for (const namesKey of ['pushnames', 'pushNames'] as const) {
      expectEvent('HistorySync', { namesKey }, { conversations: [{ id: '5511900001234@s.whatsapp.net' }] });
    }
  });

  it('returns a chat presence of a person who records audio', () => {
    expectEvent('ChatPresence', { state: 'recording' }, { state: 'recording' });
  });
});
