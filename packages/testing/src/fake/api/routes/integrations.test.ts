import { expect } from 'vitest';
import type { ConnectedClient } from '../../test/connected-client.ts';
import { describeRoutes } from '../../test/route-cases.ts';

const phone = '5511999999999';
const instancePath = '/instances/:id';
const ok = { status: 'ok' };

describeRoutes('contacts', {
  list: {
    call: ({ vzaps, instanceId }) => vzaps.contacts.list(instanceId),
    sends: `GET ${instancePath}/contact/list`,
    data: [],
  },
  add: {
    call: ({ vzaps, id }) => vzaps.contacts.add({ ...id, phone, firstName: 'Ana', fullName: 'Ana Silva' }),
    sends: `POST ${instancePath}/contact/add`,
    body: { phone, first_name: 'Ana', full_name: 'Ana Silva' },
    data: { details: 'Contact added' },
  },
});

describeRoutes('users', {
  info: {
    call: ({ vzaps, id }) => vzaps.users.info({ ...id, phone }),
    sends: `POST ${instancePath}/user/info`,
    body: { phone },
    data: { users: [{ phone }] },
  },
  check: {
    call: ({ vzaps, id }) => vzaps.users.check({ ...id, phone: [phone, '5511888888880'] }),
    sends: `POST ${instancePath}/user/check`,
    body: { phone: [phone, '5511888888880'] },
    data: {
      users: [
        { phone, exists: true, jid: `${phone}@s.whatsapp.net` },
        { phone: '5511888888880', exists: false, jid: '5511888888880@s.whatsapp.net' },
      ],
    },
  },
  avatar: {
    call: ({ vzaps, id }) => vzaps.users.avatar({ ...id, phone, preview: true }),
    sends: `POST ${instancePath}/user/avatar`,
    body: { phone, preview: true },
    data: { base64: expect.any(String), mimetype: 'image/jpeg' },
  },
  contacts: {
    call: ({ vzaps, instanceId }) => vzaps.users.contacts(instanceId),
    sends: `GET ${instancePath}/user/contacts`,
    data: [],
  },
});

const queue = `${instancePath}/queue`;
const removed = { details: 'Removed' };

describeRoutes('queues', {
  listMessages: { call: ({ vzaps, id }) => vzaps.queues.listMessages(id), sends: `GET ${queue}/messages`, data: [] },
  purgeMessages: {
    call: ({ vzaps, id }) => vzaps.queues.purgeMessages(id),
    sends: `DELETE ${queue}/messages`,
    data: { details: 'Queue purged' },
  },
  removeMessage: {
    call: ({ vzaps, id, fake, instanceId }) =>
      vzaps.queues.removeMessage({ ...id, messageId: fake.enqueue(instanceId, 'messages') }),
    sends: /^DELETE \/instances\/:id\/queue\/messages\/3EB0\w+$/,
    data: removed,
  },
  listOperations: {
    call: ({ vzaps, id }) => vzaps.queues.listOperations(id),
    sends: `GET ${queue}/operations`,
    data: [],
  },
  purgeOperations: {
    call: ({ vzaps, id }) => vzaps.queues.purgeOperations(id),
    sends: `DELETE ${queue}/operations`,
    data: { details: 'Queue purged' },
  },
  removeOperation: {
    call: ({ vzaps, id, fake, instanceId }) =>
      vzaps.queues.removeOperation({ ...id, messageId: fake.enqueue(instanceId, 'operations') }),
    sends: /^DELETE \/instances\/:id\/queue\/operations\/3EB0\w+$/,
    data: removed,
  },
});

const idIn = (rows: unknown): string => (rows as { id: string }[])[0]?.id ?? '';
const typebotId = async ({ vzaps, instanceId }: ConnectedClient) => idIn((await vzaps.typebots.list(instanceId)).data);
const session = async ({ vzaps, instanceId }: ConnectedClient) =>
  idIn((await vzaps.typebots.listSessions(instanceId)).data);

describeRoutes(
  'typebots',
  {
    list: {
      call: ({ vzaps, instanceId }) => vzaps.typebots.list(instanceId),
      sends: `GET ${instancePath}/typebots`,
      data: [expect.objectContaining({ public_id: 'bot' })],
    },
    create: {
      call: ({ vzaps, id }) =>
        vzaps.typebots.create({ ...id, publicId: 'second', triggerType: 'all', expireInMinutes: 5 }),
      sends: `POST ${instancePath}/typebots`,
      body: { public_id: 'second', trigger_type: 'all', expire_in_minutes: 5 },
      data: expect.objectContaining({ publicId: 'second', id: expect.any(String) }),
    },
    update: {
      call: async (to) => to.vzaps.typebots.update({ ...to.id, typebotId: await typebotId(to), enabled: false }),
      sends: /^PATCH \/instances\/:id\/typebots\/tb_\w+$/,
      body: { enabled: false },
      data: expect.objectContaining({ enabled: false, publicId: 'bot' }),
    },
    delete: {
      call: async (to) => to.vzaps.typebots.delete({ ...to.id, typebotId: await typebotId(to) }),
      sends: /^DELETE \/instances\/:id\/typebots\/tb_\w+$/,
      data: ok,
    },
    listSessions: {
      call: ({ vzaps, instanceId }) => vzaps.typebots.listSessions(instanceId),
      sends: `GET ${instancePath}/typebots/sessions`,
      data: [expect.objectContaining({ status: 'opened' })],
    },
    startSession: [
      {
        call: ({ vzaps, id }) => vzaps.typebots.startSession({ ...id, publicId: 'bot', phone, message: 'Hi' }),
        sends: `POST ${instancePath}/typebots/sessions/start`,
        body: { public_id: 'bot', phone, message: 'Hi' },
        data: ok,
      },
      {
        call: ({ vzaps, id }) =>
          vzaps.typebots.startSession({ ...id, typebotId: 'tb_1', phone, message: 'Hi', pushName: 'Ana' }),
        sends: `POST ${instancePath}/typebots/tb_1/sessions/start`,
        body: { phone, message: 'Hi', push_name: 'Ana' },
        data: ok,
      },
    ],
    closeSession: {
      call: async (to) => to.vzaps.typebots.closeSession({ ...to.id, session: await session(to) }),
      sends: /^POST \/instances\/:id\/typebots\/sessions\/session_\w+\/close$/,
      data: ok,
    },
    pauseSession: {
      call: async (to) => to.vzaps.typebots.pauseSession({ ...to.id, session: await session(to) }),
      sends: /^POST \/instances\/:id\/typebots\/sessions\/session_\w+\/pause$/,
      data: ok,
    },
  },
  async ({ vzaps, instanceId }) => {
    await vzaps.typebots.create({ instanceId, publicId: 'bot', enabled: true });
    await vzaps.typebots.startSession({ instanceId, publicId: 'bot', phone, message: 'Hi' });
  },
);

const bridge = { enabled: true, url: 'https://chat.example.com', accountId: 3, nameInbox: 'Shop' };

describeRoutes('chatwoot', {
  get: {
    call: ({ vzaps, instanceId }) => vzaps.chatwoot.get(instanceId),
    sends: `GET ${instancePath}/chatwoot`,
    data: { enabled: false },
  },
  set: {
    call: ({ vzaps, id }) => vzaps.chatwoot.set({ ...id, ...bridge, token: 'cw-secret', ignoreJids: ['x@g.us'] }),
    sends: `POST ${instancePath}/chatwoot`,
    body: {
      enabled: true,
      url: 'https://chat.example.com',
      account_id: 3,
      name_inbox: 'Shop',
      token: 'cw-secret',
      ignore_jids: ['x@g.us'],
    },
    data: expect.objectContaining({ nameInbox: 'Shop', tokenMasked: 'cw***', webhookUrl: expect.any(String) }),
  },
  delete: {
    call: ({ vzaps, instanceId }) => vzaps.chatwoot.delete(instanceId),
    sends: `DELETE ${instancePath}/chatwoot`,
    data: ok,
  },
  triggerImport: {
    call: ({ vzaps, id }) => vzaps.chatwoot.triggerImport({ ...id, what: 'contacts' }),
    sends: `POST ${instancePath}/chatwoot/import/contacts`,
    data: ok,
  },
});
