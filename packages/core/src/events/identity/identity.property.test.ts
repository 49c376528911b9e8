import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseEvent } from '../index.ts';

const PEOPLE = [
  { phone: '5511900001234@s.whatsapp.net', lid: '1@lid' },
  { phone: '5511900005678@s.whatsapp.net', lid: '2@lid' },
];
const SCOPED_CHATS = ['1@g.us', '2@g.us', 'status@broadcast', '1@newsletter', '1600000000@broadcast'];

// Ids that contain the separators of a key, and long ids that differ only at their end.
const IDS = [
  'A',
  'A|B',
  'A%7CB',
  '1@g.us|1@lid|A',
  'me',
  'A|edit|2026-09-17T16:31:00.000Z',
  'x'.repeat(200),
  `${'x'.repeat(200)}y`,
];

const messages = fc.record({
  id: fc.constantFrom(...IDS),
  chat: fc.constantFrom(...SCOPED_CHATS, 'direct'),
  person: fc.nat(PEOPLE.length - 1),
  fromMe: fc.boolean(),
  // How the copy identifies the sender. Every copy contains the LID.
  form: fc.constantFrom('partial', 'complete', 'by phone'),
  device: fc.constantFrom('', ':3', ':99'),
  go: fc.boolean(),
});

type Message = typeof messages extends fc.Arbitrary<infer T> ? T : never;

/** The identity of a message according to docs/events.md, without an encoding. */
function identityOf({ id, chat, person, fromMe }: Message): string {
  return JSON.stringify(chat === 'direct' ? [id] : [chat, fromMe ? 'me' : PEOPLE[person]?.lid, id]);
}

function payloadOf({ id, chat, person, fromMe, form, device, go }: Message): unknown {
  const { phone, lid } = PEOPLE[person] as (typeof PEOPLE)[number];
  const withDevice = (jid: string) => jid.replace('@', `${device}@`);
  const sender = withDevice(form === 'by phone' ? phone : lid);
  const alt = form === 'partial' ? '' : form === 'by phone' ? lid : phone;
  const there = chat === 'direct' ? (form === 'by phone' ? phone : lid) : chat;
  const timestamp = '2026-09-17T13:31:00-03:00';
  const event = go
    ? {
        Info: { ID: id, Chat: there, Sender: sender, SenderAlt: alt, IsFromMe: fromMe, Timestamp: timestamp },
        Message: { conversation: 'x' },
      }
    : {
        info: { id, chat: there, sender, sender_alt: alt, is_from_me: fromMe, timestamp },
        message: { conversation: 'x' },
      };
  return { type: 'Message', event };
}

it('two messages have the same key if and only if they are copies of one message', () => {
  fc.assert(
    fc.property(messages, messages, (one, other) => {
      const isCopy = identityOf(one) === identityOf(other);
      expect(parseEvent(payloadOf(one)).key === parseEvent(payloadOf(other)).key).toBe(isCopy);
    }),
    { seed: 20_261_128, numRuns: 20_000 },
  );
});

it('only the key of a direct message has no separator', () => {
  fc.assert(
    fc.property(messages, (message) => {
      const key = parseEvent(payloadOf(message)).key ?? '';
      expect(key.includes('|')).toBe(message.chat !== 'direct');
      expect(key.split('|')).toHaveLength(message.chat === 'direct' ? 1 : 3);
    }),
    { seed: 20_261_128, numRuns: 2_000 },
  );
});
