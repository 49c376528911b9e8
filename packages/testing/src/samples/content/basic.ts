import type { MediaKind } from '@vzaps/core/events';
import { GROUP } from '../identities/people.ts';
import { mediaNode } from './media-node.ts';
import type { BuildContent, Node } from './node.ts';

export const text: BuildContent = ({ text = 'Hello' }) => ({ conversation: text });

const media =
  (kind: MediaKind, node = `${kind}Message`): BuildContent =>
  ({ text, variant }) => ({
    [variant === 'note' ? 'ptvMessage' : node]: { ...mediaNode(kind), ...(text !== undefined && { caption: text }) },
  });

export const image = media('image');
export const video = media('video');
export const audio = media('audio');
export const document = media('document');
export const sticker = media('sticker');

export const location: BuildContent = ({ variant }) => {
  const place = { degreesLatitude: -23.561414, degreesLongitude: -46.655881 };
  if (variant === 'live') return { liveLocationMessage: { ...place, accuracyInMeters: 12, sequenceNumber: 1 } };
  return { locationMessage: { ...place, name: 'MASP', address: 'Av. Paulista, 1578' } };
};

const card = (name: string, phone: string): Node => ({
  displayName: name,
  vcard: `BEGIN:VCARD\nVERSION:3.0\nN:;${name};;;\nFN:${name}\nTEL;type=CELL;waid=${phone}:+${phone}\nEND:VCARD`,
});

export const contacts: BuildContent = ({ variant }) => {
  const bruno = card('Bruno', '5511900005678');
  if (variant !== 'list') return { contactMessage: bruno };
  return { contactsArrayMessage: { displayName: '2 contacts', contacts: [bruno, card('Carla', '5511900006789')] } };
};

const POLL_NODES: Readonly<Record<string, string>> = {
  v1: 'pollCreationMessage',
  v2: 'pollCreationMessageV2',
  v5: 'pollCreationMessageV5',
  v6: 'pollCreationMessageV6',
};

export const poll: BuildContent = ({ text = 'Where do we eat?', variant = '' }) => {
  const node = {
    name: text,
    options: [{ optionName: 'Pizza' }, { optionName: 'Sushi' }],
    selectableOptionsCount: 1,
  };
  // Version 4 is a wrapper around another version.
  if (variant === 'v4') return { pollCreationMessageV4: { message: { pollCreationMessageV3: node } } };
  return { [POLL_NODES[variant] ?? 'pollCreationMessageV3']: node };
};

export const groupInvite: BuildContent = ({ text }) => ({
  groupInviteMessage: {
    groupJID: GROUP,
    groupName: 'Friends',
    inviteCode: 'AbCdEfGhIjKl',
    inviteExpiration: 1_789_921_860,
    ...(text !== undefined && { caption: text }),
  },
});

export const protocol: BuildContent = () => ({ protocolMessage: { type: 3, ephemeralExpiration: 604_800 } });

/** WhatsApp has no such node, so that no later version of this library knows it. */
export const unsupported: BuildContent = () => ({ futureMessage: { name: 'Party' } });
