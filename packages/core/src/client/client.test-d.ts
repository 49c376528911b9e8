import type { Dispatcher as UndiciDispatcher } from 'undici';
import { describe, expectTypeOf, it } from 'vitest';
import type { MediaNode } from '../events/content/media-node.ts';
import type { EventType } from '../events/event-type.ts';
import { type BoundClient, type Envelope, type Page, type Subscription, VZapsClient } from './index.ts';

const vzaps = new VZapsClient({ clientToken: 'a', clientSecret: 'b' });
declare const bound: BoundClient;
const id = { instanceId: 'VZ1' };
const phone = '5511999999999';

describe('messages', () => {
  it('answer the id of what was sent', async () => {
    const answer = await vzaps.messages.sendText({ ...id, phone, message: 'x' });
    expectTypeOf(answer.success).toEqualTypeOf<true>();
    expectTypeOf(answer.data.messageId).toEqualTypeOf<string>();
    // @ts-expect-error: misspelt
    void answer.data.mesageId;
  });

  it('take what they know, and nothing else', () => {
    // @ts-expect-error: misspelt
    vzaps.messages.sendText({ ...id, phone, mesage: 'x' });
    // @ts-expect-error: a field too many
    vzaps.messages.sendText({ ...id, phone, message: 'x', caption: 'y' });
    // @ts-expect-error: whose?
    vzaps.messages.sendText({ phone, message: 'x' });
    // @ts-expect-error: one or the other
    vzaps.messages.pollVote({ ...id, phone, messageId: 'm', vote: 'a', selectedOptions: ['a'] });
    // @ts-expect-error: one of them
    vzaps.messages.pollVote({ ...id, phone, messageId: 'm' });
    vzaps.messages.sendImage({ ...id, phone, image: new Uint8Array() });
    vzaps.messages.sendImage({ ...id, phone, image: new Blob([]).stream(), caption: undefined });
    // @ts-expect-error: no media
    vzaps.messages.sendImage({ ...id, phone, image: 7 });
    const node: MediaNode = {};
    vzaps.messages.downloadImage({ ...id, ...node });
  });

  it('of a bound client need no id', () => {
    expectTypeOf(bound.instanceId).toEqualTypeOf<string>();
    bound.messages.sendText({ phone, message: 'x' });
    bound.messages.send('send/text', { phone });
    // @ts-expect-error: it is bound
    bound.messages.sendText({ instanceId: 'VZ1', phone, message: 'x' });
  });
});

describe('webhooks', () => {
  it('speak of events by their names', async () => {
    const { data } = await vzaps.webhooks.set({ ...id, webhookURL: 'https://x', events: ['Message', 'All'] });
    expectTypeOf(data.events).toEqualTypeOf<EventType[]>();
    expectTypeOf((await bound.webhooks.get()).data.subscribe).toEqualTypeOf<Subscription[]>();
    // @ts-expect-error: there is no such event
    vzaps.webhooks.set({ ...id, webhookURL: 'https://x', events: ['MessageRead'] });
  });

  it('list logs with open filters, a page or every entry', async () => {
    const page = await vzaps.webhooks.searchLogs({ ...id, status: 'failed', anyFilter: { x: 1 } });
    expectTypeOf(page.data.content[0]?.id).toEqualTypeOf<string | undefined>();
    expectTypeOf(page.data.page).toEqualTypeOf<number>();
    for await (const log of bound.webhooks.searchLogs()) {
      expectTypeOf(log.status).toEqualTypeOf<string | number | undefined>();
      expectTypeOf(log.payload).toEqualTypeOf<unknown>();
      expectTypeOf(log.anything).toEqualTypeOf<unknown>();
    }
    expectTypeOf(await vzaps.webhooks.retryFailedLogs(id))
      .toHaveProperty('retried')
      .toEqualTypeOf<number>();
    await bound.webhooks.retryFailedLogs({ since: new Date() });
  });
});

it('instances: an account’s calls are not on a bound client', async () => {
  expectTypeOf((await vzaps.instances.create({ name: 'abc' })).data.token).toEqualTypeOf<string>();
  expectTypeOf(vzaps.instances.list).returns.resolves.toMatchTypeOf<
    Envelope<Page<{ id: string; name?: string | undefined }>>
  >();
  vzaps.instances.update('VZ1', { name: 'abc' }, { instanceToken: 'x' });
  bound.instances.update({ name: 'abc' });
  bound.instances.restart({ timeoutMs: 5 });
  // @ts-expect-error: it belongs to no instance
  void bound.instances.create;
  // @ts-expect-error: it belongs to no instance
  void bound.instances.list;
  // @ts-expect-error: 'nam' is no field
  vzaps.instances.update('VZ1', { nam: 'abc' });
});

it('sessions: the status is typed, down to the categories', async () => {
  const { data } = await vzaps.sessions.status('VZ1');
  expectTypeOf(data.connected).toEqualTypeOf<boolean>();
  expectTypeOf(data.businessProfile?.categories?.[0]?.name).toEqualTypeOf<string | undefined>();
  expectTypeOf(data.businessProfile?.profileOptions).toEqualTypeOf<Record<string, unknown> | undefined>();
  expectTypeOf((await bound.sessions.pairCode(phone)).data.linkingCode).toEqualTypeOf<string>();
});

it('contacts and users: a phone, or several where VZaps takes them', async () => {
  expectTypeOf((await vzaps.contacts.list('VZ1')).data).toEqualTypeOf<unknown>();
  vzaps.contacts.add({ ...id, phone, firstName: 'a', fullName: 'b' });
  const { data } = await vzaps.users.check({ ...id, phone: [phone] });
  expectTypeOf(data.users[0]?.exists).toEqualTypeOf<boolean | undefined>();
  // @ts-expect-error: one only
  vzaps.users.avatar({ ...id, phone: [phone] });
});

it('groups: a created group has an id', async () => {
  const { data } = await bound.groups.create({ groupName: 'x', participants: [phone] });
  expectTypeOf(data.groupId).toEqualTypeOf<string | undefined>();
  // @ts-expect-error: without anybody
  bound.groups.create({ groupName: 'x' });
  for await (const group of bound.groups.list({ pageSize: 5 }))
    expectTypeOf(group.name).toEqualTypeOf<string | undefined>();
});

it('queues: a message is removed by its id', () => {
  vzaps.queues.removeMessage({ ...id, messageId: 'm' });
  bound.queues.removeMessage({ messageId: 'm' });
  // @ts-expect-error: which?
  bound.queues.removeMessage({});
});

it('typebots: a session may name its bot', () => {
  vzaps.typebots.startSession({ ...id, phone, message: 'x' });
  bound.typebots.startSession({ typebotId: 'tb', phone, message: 'x' });
  // @ts-expect-error: a number
  bound.typebots.create({ priority: 'high' });
});

it('chatwoot: what is imported is one of three', async () => {
  bound.chatwoot.triggerImport({ what: 'all' });
  // @ts-expect-error: none of them
  bound.chatwoot.triggerImport({ what: 'some' });
  expectTypeOf((await bound.chatwoot.get()).data.tokenMasked).toEqualTypeOf<string | undefined>();
});

it('chats: an expiration is one of those known, or a text', async () => {
  bound.chats.setExpiration({ phone, expiration: '7_DAYS' });
  // @ts-expect-error: a text
  bound.chats.setExpiration({ phone, expiration: 7 });
  for await (const chat of vzaps.chats.list(id)) expectTypeOf(chat.isGroup).toEqualTypeOf<boolean | undefined>();
});

it('auth and options', () => {
  expectTypeOf(vzaps.auth.getAccessToken()).resolves.toEqualTypeOf<string>();
  const dispatcher = {} as UndiciDispatcher;
  new VZapsClient({ clientToken: 'a', dispatcher });
  new VZapsClient({ clientToken: 'a', fetch });
  // @ts-expect-error: without a token
  new VZapsClient({ clientSecret: 'b' });
  // @ts-expect-error: misspelt
  vzaps.webhooks.get('VZ1', { timeout: 5 });
});
