import { describe, expect, it } from 'vitest';
import { type EventOf, parseEvent, phoneOf } from './index.ts';

// What a public integrator read from production deliveries.

const info = {
  id: '3EB0C767D26A1B5F7A11',
  chat: '271828182845904@lid',
  sender: '271828182845904@lid',
  timestamp: '2026-09-17T13:31:00-03:00',
};
const message = (node: object, more: object = {}) =>
  parseEvent({ type: 'Message', event: { info: { ...info, ...more }, message: node } }) as EventOf<'Message'>;

describe('parseEvent', () => {
  it('reads the ids of a receipt from message_i_ds', () => {
    const event = { chat: info.chat, sender: info.sender, message_i_ds: ['3EB0A', '3EB0B'] };
    expect(parseEvent({ type: 'ReadReceipt', state: 'Read', event })).toMatchObject({ messageIds: ['3EB0A', '3EB0B'] });
  });

  it('reads the name of the event from the envelope, never from a type inside the event', () => {
    const event = { chat: info.chat, sender: info.sender, message_i_ds: ['3EB0A'], type: 'Message' };
    expect(parseEvent({ event, type: 'ReadReceipt', state: 'Read' }).type).toBe('ReadReceipt');
    expect(parseEvent({ json_data: { event, type: 'ReadReceipt', state: 'Read' } }).type).toBe('ReadReceipt');
    expect(parseEvent({ event, state: 'Read' })).toMatchObject({ type: 'Unknown' });
    expect(parseEvent({ event, state: 'Read' })).not.toHaveProperty('claimedType');
    // The `data` of the frame is the receipt itself. Its own type is not the name of an event.
    const frame = { type: 'ReadReceipt', state: 'Read', data: { ...event, type: 'read' } };
    expect(parseEvent(frame).type).toBe('ReadReceipt');
  });

  it.each([
    ['audio_message', 'audio'],
    ['image_message', 'image'],
    ['video_message', 'video'],
    ['document_message', 'document'],
    ['sticker_message', 'sticker'],
  ])('recognises %s even if the info names another type', (node, kind) => {
    expect(message({ [node]: { mimetype: 'x/y' } }, { type: 'text', media_type: '' })).toMatchObject({
      content: { kind },
      media: { kind, mimetype: 'x/y' },
    });
  });

  it('returns no phone for a partial copy, and complete: false', () => {
    const partial = message({ conversation: 'hi' });
    expect(partial.complete).toBe(false);
    expect(partial).not.toHaveProperty('phone');
  });

  it('reads the phone of a complete copy from sender_alt, and both copies have the same key', () => {
    const partial = message({ conversation: 'hi' });
    const complete = message({ conversation: 'hi' }, { sender_alt: '5511900001234:7@s.whatsapp.net' });
    expect(complete).toMatchObject({ complete: true, phone: '5511900001234' });
    expect([complete.key, complete.conversation]).toEqual([partial.key, partial.conversation]);
  });

  it('never returns the digits of a LID as a phone', () => {
    expect(phoneOf('271828182845904@lid', '271828182845904:3@lid', '2718@hosted.lid', '1@g.us', '1@newsletter')).toBe(
      undefined,
    );
  });

  it('returns the phone of the recipient for a sent message', () => {
    const own = '5511900009876:12@s.whatsapp.net';
    const sent = message(
      { conversation: 'hi' },
      { chat: '5511900001234@s.whatsapp.net', sender: own, is_from_me: true },
    );
    expect(sent).toMatchObject({ fromMe: true, phone: '5511900001234' });
  });

  it('parses json_data and event that arrive as text', () => {
    const event = JSON.stringify({ info: { ...info, id: 'X' }, message: { conversation: 'hi' } });
    const jsonData = JSON.stringify({ type: 'Message', event });
    expect(parseEvent({ json_data: jsonData })).toMatchObject({ type: 'Message', messageId: 'X', text: 'hi' });
  });
});
