import { expect } from 'vitest';
import { describeRoutes } from '../../test/route-cases.ts';

const instancePath = '/instances/:id';
const row = expect.objectContaining({
  id: expect.any(String),
  billingStatus: 'TRIALING',
  createdAt: expect.any(String),
  eventsSubscribe: [],
  token: expect.any(String),
  status: 'connected',
});

describeRoutes('instances', {
  create: {
    call: ({ vzaps }) =>
      vzaps.instances.create({
        name: 'My shop',
        webhook: 'https://example.com/hook',
        eventsSubscribe: ['Message'],
        rejectCalls: true,
        labels: { someLabel: 'keptAsIs' },
      }),
    sends: 'PUT /instances/create',
    body: {
      name: 'My shop',
      webhook: 'https://example.com/hook',
      events_subscribe: ['Message'],
      reject_calls: true,
      labels: { someLabel: 'keptAsIs' },
    },
    data: expect.objectContaining({
      token: expect.any(String),
      name: 'My shop',
      rejectCalls: true,
      eventsSubscribe: ['Message'],
      labels: { someLabel: 'keptAsIs' },
    }),
  },
  list: [
    {
      call: ({ vzaps }) => vzaps.instances.list({ page: 1, size: 10, search: ' Inst ', sortDesc: true }),
      sends: 'POST /instances/list',
      body: { page: 1, size: 10, filter: { query: 'Inst' }, sortDesc: true },
      data: expect.objectContaining({ page: 1, size: 10, total: 1, totalPages: 1, content: [row] }),
    },
    {
      call: ({ vzaps }) => vzaps.instances.list(),
      sends: 'POST /instances/list',
      body: { page: 1, size: 20, sortDesc: false },
    },
    {
      call: ({ vzaps }) => vzaps.instances.list({ filter: { someKey: 'x' }, search: 'y', pageSize: 5 }),
      sends: 'POST /instances/list',
      body: { page: 1, size: 5, filter: { someKey: 'x', query: 'y' }, sortDesc: false },
    },
  ],
  get: {
    call: ({ vzaps, instanceId }) => vzaps.instances.get(instanceId),
    sends: 'POST /instances/get',
    body: { id: expect.stringMatching(/^VZ/) },
    data: row,
  },
  update: {
    call: ({ vzaps, instanceId }) => vzaps.instances.update(instanceId, { name: 'Renamed' }),
    sends: `PATCH ${instancePath}`,
    body: { name: 'Renamed' },
    data: expect.objectContaining({ name: 'Renamed' }),
  },
  restart: {
    call: ({ vzaps, instanceId }) => vzaps.instances.restart(instanceId),
    sends: `POST ${instancePath}/restart`,
    data: expect.objectContaining({ status: 'restarted', instanceId: expect.stringMatching(/^VZ/) }),
  },
  delete: {
    call: ({ vzaps, instanceId }) => vzaps.instances.delete(instanceId),
    sends: `DELETE ${instancePath}`,
    data: undefined,
  },
  provision: {
    call: ({ vzaps }) => vzaps.instances.provision({ name: 'Provisioned' }),
    sends: 'PUT /instances/provision',
    body: { name: 'Provisioned' },
    data: expect.objectContaining({ name: 'Provisioned' }),
  },
  search: {
    call: ({ vzaps }) => vzaps.instances.search({ query: 'inst', someKey: 1 }),
    sends: 'POST /instances/search',
    body: { query: 'inst', someKey: 1 },
    data: expect.objectContaining({ total_pages: 1 }),
  },
  subscribe: {
    call: ({ vzaps, instanceId }) => vzaps.instances.subscribe(instanceId),
    sends: `POST ${instancePath}/subscribe`,
    body: {},
    data: { url: '', mode: 'direct', sessionId: expect.any(String), subscriptionId: expect.any(String) },
  },
  resumeSubscription: {
    call: ({ vzaps, instanceId }) => vzaps.instances.resumeSubscription(instanceId),
    sends: `POST ${instancePath}/resume-subscription`,
    data: { status: 'ok' },
  },
  cancel: {
    call: ({ vzaps, instanceId }) => vzaps.instances.cancel(instanceId),
    sends: `PUT ${instancePath}/cancel`,
    data: { message: 'Instance canceled successfully' },
  },
});

describeRoutes('sessions', {
  status: {
    call: ({ vzaps, instanceId }) => vzaps.sessions.status(instanceId),
    sends: `GET ${instancePath}/session/status`,
    data: expect.objectContaining({
      connected: true,
      whatsappJid: expect.stringContaining('@s.whatsapp.net'),
      businessProfile: expect.objectContaining({
        businessHoursTimezone: 'America/Sao_Paulo',
        categories: [{ id: '1', name: 'Shop' }],
        profileOptions: { commerce_experience: 'catalog', cartEnabled: 'true' },
      }),
    }),
  },
  qr: {
    call: ({ vzaps, instanceId }) => vzaps.sessions.qr(instanceId),
    sends: `GET ${instancePath}/session/qr`,
    data: { status: 'connected', phone: expect.any(String) },
  },
  pairCode: {
    call: ({ vzaps, instanceId }) => vzaps.sessions.pairCode(instanceId, '+55 11 99999-9999'),
    sends: `GET ${instancePath}/session/paircode/5511999999999`,
    data: { linkingCode: '9H3J-H3J8' },
  },
  disconnect: {
    call: ({ vzaps, instanceId }) => vzaps.sessions.disconnect(instanceId),
    sends: `POST ${instancePath}/session/disconnect`,
    data: expect.objectContaining({ status: 'disconnected' }),
  },
});

describeRoutes(
  'webhooks',
  {
    get: {
      call: ({ vzaps, instanceId, instanceToken }) => vzaps.webhooks.get(instanceId, { instanceToken }),
      sends: `GET ${instancePath}/webhook`,
      data: { webhook: 'http://127.0.0.1:1/hook', subscribe: ['All'] },
    },
    set: {
      call: ({ vzaps, id }) =>
        vzaps.webhooks.set({ ...id, webhookURL: 'https://example.com/h', events: ['Message', 'ReadReceipt'] }),
      sends: `POST ${instancePath}/webhook`,
      body: { webhookURL: 'https://example.com/h', events: 'Message,ReadReceipt' },
      data: { webhook: 'https://example.com/h', events: ['Message', 'ReadReceipt'] },
    },
    searchLogs: {
      call: ({ vzaps, id }) => vzaps.webhooks.searchLogs({ ...id, status: 'failed', size: 5, someFilter: { aB: 1 } }),
      sends: `POST ${instancePath}/webhook/logs/search`,
      body: { status: 'failed', size: 5, someFilter: { aB: 1 } },
      data: expect.objectContaining({
        page: 1,
        size: 5,
        total: 1,
        content: [expect.objectContaining({ status: 'failed' })],
      }),
    },
    getLog: {
      call: ({ vzaps, id, fake }) => vzaps.webhooks.getLog({ ...id, logId: fake.log(id.instanceId)[0]?.id ?? '' }),
      sends: /^GET .*\/webhook\/logs\/log_\w+$/,
      data: expect.objectContaining({ status: 'failed', payload: { type: 'Connected', someKey: { aB: 1 } } }),
    },
    retryLog: {
      call: ({ vzaps, id, fake }) => vzaps.webhooks.retryLog({ ...id, logId: fake.log(id.instanceId)[0]?.id ?? '' }),
      sends: /^POST .*\/webhook\/logs\/log_\w+\/retry$/,
      data: expect.objectContaining({ status: 'failed' }),
    },
  },
  async ({ vzaps, fake, instanceId }) => {
    await vzaps.webhooks.set({ instanceId, webhookURL: 'http://127.0.0.1:1/hook', events: ['All'] });
    await fake.deliver(instanceId, { type: 'Connected', someKey: { aB: 1 } });
  },
);
