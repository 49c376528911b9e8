import { expect } from 'vitest';
import type { ConnectedClient } from '../../test/connected-client.ts';
import { describeRoutes } from '../../test/route-cases.ts';

const phone = '5511999999999';
const instancePath = '/instances/:id';
const chat = `${instancePath}/chats/${phone}`;
const ok = { status: 'ok' };

describeRoutes(
  'chats',
  {
    list: {
      call: ({ vzaps, id }) => vzaps.chats.list({ ...id, page: 1, pageSize: 10 }),
      sends: `GET ${instancePath}/chats?page=1&page_size=10`,
      data: expect.objectContaining({
        total: 1,
        content: [expect.objectContaining({ phone, isMuted: '0', messagesUnread: 0 })],
      }),
    },
    get: {
      call: ({ vzaps, id }) => vzaps.chats.get({ ...id, phone }),
      sends: `GET ${chat}`,
      data: expect.objectContaining({ phone, jid: `${phone}@s.whatsapp.net`, isGroup: false }),
    },
    archive: {
      call: ({ vzaps, id }) => vzaps.chats.archive({ ...id, phone }),
      sends: `POST ${chat}/archive`,
      data: ok,
    },
    unarchive: {
      call: ({ vzaps, id }) => vzaps.chats.unarchive({ ...id, phone }),
      sends: `POST ${chat}/unarchive`,
      data: ok,
    },
    mute: {
      call: ({ vzaps, id }) => vzaps.chats.mute({ ...id, phone, durationSeconds: 60 }),
      sends: `POST ${chat}/mute`,
      body: { duration_seconds: 60 },
      data: ok,
    },
    unmute: { call: ({ vzaps, id }) => vzaps.chats.unmute({ ...id, phone }), sends: `POST ${chat}/unmute`, data: ok },
    pin: { call: ({ vzaps, id }) => vzaps.chats.pin({ ...id, phone }), sends: `POST ${chat}/pin`, data: ok },
    unpin: { call: ({ vzaps, id }) => vzaps.chats.unpin({ ...id, phone }), sends: `POST ${chat}/unpin`, data: ok },
    read: { call: ({ vzaps, id }) => vzaps.chats.read({ ...id, phone }), sends: `POST ${chat}/read`, data: ok },
    unread: { call: ({ vzaps, id }) => vzaps.chats.unread({ ...id, phone }), sends: `POST ${chat}/unread`, data: ok },
    clear: {
      call: ({ vzaps, id }) => vzaps.chats.clear({ ...id, phone, deleteMedia: true }),
      sends: `POST ${chat}/clear`,
      body: { delete_media: true },
      data: ok,
    },
    delete: {
      call: ({ vzaps, id }) => vzaps.chats.delete({ ...id, phone }),
      sends: `DELETE ${chat}`,
      body: {},
      data: ok,
    },
    setExpiration: {
      call: ({ vzaps, id }) => vzaps.chats.setExpiration({ ...id, phone, expiration: '7_DAYS' }),
      sends: `PUT ${chat}/expiration`,
      body: { expiration: '7_DAYS' },
      data: ok,
    },
  },
  ({ vzaps, instanceId }) => vzaps.messages.sendText({ instanceId, phone, message: 'x' }),
);

/** Returns the id of the only group. */
const groupId = async ({ vzaps, instanceId }: ConnectedClient): Promise<string> => {
  const { data } = await vzaps.groups.list({ instanceId });
  return data.content[0]?.groupId ?? '';
};
const group = `${instancePath}/group`;
const updated = { details: 'Group updated' };
const anyGroup = { group_id: expect.stringMatching(/@g\.us$/) };

describeRoutes(
  'groups',
  {
    list: {
      call: ({ vzaps, id }) => vzaps.groups.list({ ...id, page: 1, pageSize: 5 }),
      sends: `GET ${group}/list?page=1&page_size=5`,
      data: expect.objectContaining({
        content: [expect.objectContaining({ name: 'Team', groupId: expect.any(String) })],
      }),
    },
    get: {
      call: async (to) => to.vzaps.groups.get({ ...to.id, groupId: await groupId(to) }),
      sends: /^GET \/instances\/:id\/group\/info\?group_id=\d+@g\.us$/,
      data: expect.objectContaining({ participants: [expect.objectContaining({ phone, isAdmin: false })] }),
    },
    inviteLink: {
      call: async (to) => to.vzaps.groups.inviteLink({ ...to.id, groupId: await groupId(to), reset: true }),
      sends: /^GET \/instances\/:id\/group\/invitelink\?group_id=\d+@g\.us&reset=true$/,
      data: { inviteLink: expect.stringContaining('https://chat.whatsapp.com/') },
    },
    setPhoto: {
      call: async (to) =>
        to.vzaps.groups.setPhoto({ ...to.id, groupId: await groupId(to), image: 'https://example.com/a.png' }),
      sends: `POST ${group}/photo`,
      body: { ...anyGroup, image: 'https://example.com/a.png' },
      data: updated,
    },
    setName: {
      call: async (to) => to.vzaps.groups.setName({ ...to.id, groupId: await groupId(to), name: 'New' }),
      sends: `POST ${group}/name`,
      body: { ...anyGroup, name: 'New' },
      data: updated,
    },
    setDescription: {
      call: async (to) => to.vzaps.groups.setDescription({ ...to.id, groupId: await groupId(to), description: '' }),
      sends: `POST ${group}/description`,
      body: { ...anyGroup, description: '' },
      data: updated,
    },
    setSettings: {
      call: async (to) => to.vzaps.groups.setSettings({ ...to.id, groupId: await groupId(to), adminOnlyMessage: true }),
      sends: `POST ${group}/settings`,
      body: { ...anyGroup, admin_only_message: true },
      data: updated,
    },
    create: {
      call: ({ vzaps, id }) => vzaps.groups.create({ ...id, groupName: 'Second', participants: [phone] }),
      sends: `POST ${group}/create`,
      body: { group_name: 'Second', participants: [phone] },
      data: expect.objectContaining({ name: 'Second', groupId: expect.stringMatching(/@g\.us$/) }),
    },
    addAdmin: {
      call: async (to) => to.vzaps.groups.addAdmin({ ...to.id, groupId: await groupId(to), participants: [phone] }),
      sends: `POST ${group}/add-admin`,
      body: { ...anyGroup, participants: [phone] },
      data: updated,
    },
    removeAdmin: {
      call: async (to) => to.vzaps.groups.removeAdmin({ ...to.id, groupId: await groupId(to), participants: [phone] }),
      sends: `POST ${group}/remove-admin`,
      body: { ...anyGroup, participants: [phone] },
      data: updated,
    },
  },
  ({ vzaps, instanceId }) => vzaps.groups.create({ instanceId, groupName: 'Team', participants: [phone] }),
);
