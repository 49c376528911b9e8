import { describe, expect, it } from 'vitest';
import { parseEvent } from '../index.ts';

const GROUP = '120363025246125486@g.us';
const ANA = '5511900001234@s.whatsapp.net';
const change = (event: object, type = 'GroupParticipantsAdd') => parseEvent({ type, event });

describe('a group event', () => {
  it.each(['jid', 'group_jid', 'group_id', 'chat', 'id', 'JID', 'GroupJID', 'ID'])('reads the group from %s', (key) => {
    expect(change({ [key]: GROUP, participants: [ANA] })).toMatchObject({ chat: GROUP, conversation: GROUP });
  });

  it.each(['participants', 'join', 'leave', 'users', 'Participants'])('reads the people from %s', (key) => {
    for (const type of ['GroupParticipantsAdd', 'GroupParticipantsRemove']) {
      expect(change({ jid: GROUP, [key]: [ANA] }, type)).toMatchObject({
        participants: [{ jid: ANA, phone: '5511900001234' }],
      });
    }
  });

  it('reads `join` for added people and `leave` for removed people', () => {
    const both = { jid: GROUP, join: [ANA], leave: ['1@lid'] };
    expect(change(both)).toMatchObject({ participants: [{ jid: ANA }] });
    expect(change(both, 'GroupParticipantsRemove')).toMatchObject({ participants: [{ jid: '1@lid' }] });
  });

  it.each(['participants', 'Participants', 'users'])('ignores an empty %s beside a full list', (key) => {
    expect(change({ jid: GROUP, [key]: [], join: [ANA] })).toMatchObject({ participants: [{ jid: ANA }] });
    const removed = change({ jid: GROUP, [key]: [], leave: [ANA] }, 'GroupParticipantsRemove');
    expect(removed).toMatchObject({ participants: [{ jid: ANA }] });
  });

  it.each(['sender', 'sender_pn', 'author', 'author_pn', 'SenderPN'])('reads the actor from %s', (key) => {
    const event = change({ jid: GROUP, participants: [], [key]: ANA });
    expect(event).toMatchObject({ actor: { jid: ANA, phone: '5511900001234' }, participants: [] });
  });

  it.each([
    ['sender', 'sender_pn'],
    ['Sender', 'SenderPN'],
    ['author', 'author_pn'],
  ])('reads the phone of the hidden actor in %s from %s', (key, phoneKey) => {
    const event = change({ jid: GROUP, participants: [ANA], [key]: '1@lid', [phoneKey]: ANA });
    expect(event).toMatchObject({ actor: { jid: '1@lid', phone: '5511900001234' } });
    expect(change({ jid: GROUP, participants: [ANA], [key]: '1@lid' })).toMatchObject({ actor: { jid: '1@lid' } });
  });

  it('does not read an id of another kind as the group', () => {
    expect(change({ id: '3EB0ABC', participants: [ANA] })).toMatchObject({ type: 'Unknown' });
    expect(change({ id: ANA, participants: [ANA] })).toMatchObject({ type: 'Unknown' });
    expect(change({ id: '3EB0ABC', jid: GROUP, participants: [ANA] })).toMatchObject({ chat: GROUP });
  });

  it.each<[unknown, object | undefined]>([
    [ANA, { jid: ANA, phone: '5511900001234' }],
    ['271828182845904@lid', { jid: '271828182845904@lid' }],
    ['271828182845904', { jid: '271828182845904' }],
    [
      { jid: ANA, phone: 5, lid: {} },
      { jid: ANA, phone: '5511900001234' },
    ],
    [
      { id: '1@lid', phone: '+55 (11) 90000-1234' },
      { jid: '1@lid', phone: '5511900001234' },
    ],
    [
      { lid: '1@lid', phone_number: ANA },
      { jid: '1@lid', phone: '5511900001234' },
    ],
    [{ jid: '1@lid', phone: '1@lid' }, { jid: '1@lid' }],
    [{ phone: '5511900001234' }, { jid: ANA, phone: '5511900001234' }],
    [{ phone: 'none' }, undefined],
    [{}, undefined],
    [null, undefined],
    [7, undefined],
  ])('reads a person that is written as %j', (person, read) => {
    expect(change({ jid: GROUP, participants: [person] })).toMatchObject({ participants: read ? [read] : [] });
  });

  it('is Unknown without a group or without people', () => {
    expect(change({ participants: [ANA] })).toMatchObject({ type: 'Unknown', issues: [{ path: 'event.jid' }] });
    expect(change({ jid: GROUP, participants: null })).toMatchObject({
      type: 'Unknown',
      issues: [{ path: 'event.participants' }],
    });
  });
});
