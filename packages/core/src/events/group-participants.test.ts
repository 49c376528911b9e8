import { describe, expect, it } from 'vitest';
import { parseEvent } from './index.ts';

const GROUP = '120363025246125486@g.us';
const ANA = '5511900001234@s.whatsapp.net';
const change = (event: object, type = 'GroupParticipantsAdd') => parseEvent({ type, event });

describe('group changes', () => {
  it.each(['jid', 'group_jid', 'group_id', 'chat', 'JID', 'GroupJID'])('find the group at %s', (key) => {
    expect(change({ [key]: GROUP, participants: [ANA] })).toMatchObject({ chat: GROUP, conversation: GROUP });
  });

  it.each(['participants', 'join', 'leave', 'users', 'Participants'])('find the people at %s', (key) => {
    for (const type of ['GroupParticipantsAdd', 'GroupParticipantsRemove']) {
      expect(change({ jid: GROUP, [key]: [ANA] }, type)).toMatchObject({
        participants: [{ jid: ANA, phone: '5511900001234' }],
      });
    }
  });

  it('take those who joined for the added, and those who left for the removed', () => {
    const both = { jid: GROUP, join: [ANA], leave: ['1@lid'] };
    expect(change(both)).toMatchObject({ participants: [{ jid: ANA }] });
    expect(change(both, 'GroupParticipantsRemove')).toMatchObject({ participants: [{ jid: '1@lid' }] });
  });

  it.each(['sender', 'sender_pn', 'author'])('find who did it at %s', (key) => {
    expect(change({ jid: GROUP, participants: [], [key]: ANA })).toMatchObject({ actor: ANA, participants: [] });
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
  ])('read a person written as %j', (person, read) => {
    expect(change({ jid: GROUP, participants: [person] })).toMatchObject({ participants: read ? [read] : [] });
  });

  it('are Unknown without a group or without people', () => {
    expect(change({ participants: [ANA] })).toMatchObject({ type: 'Unknown', issues: [{ path: 'event.jid' }] });
    expect(change({ jid: GROUP, participants: null })).toMatchObject({
      type: 'Unknown',
      issues: [{ path: 'event.participants' }],
    });
  });
});
