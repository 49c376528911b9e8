import type { Dispatcher as UndiciDispatcher } from 'undici';
import { describe, expectTypeOf, it } from 'vitest';
import type { MediaNode } from '../events/content/download-info.ts';
import type { EventType } from '../events/registry.ts';
import { type BoundClient, type Envelope, type Page, type Subscription, VZapsClient } from './index.ts';

const vzaps = new VZapsClient({ clientToken: 'a', clientSecret: 'b' });
declare const bound: BoundClient;
const id = { instanceId: 'VZ1' };
const phone = '5511999999999';

describe('client.messages', () => {
  it('resolves with the id of the sent message', async () => {
    const answer = await vzaps.messages.sendText({ ...id, phone, message: 'x' });
    expectTypeOf(answer.success).toEqualTypeOf<true>();
    expectTypeOf(answer.data.messageId).toEqualTypeOf<string>();
    // @ts-expect-error: misspelt
    void answer.data.mesageId;
  });

  it('accepts declared fields only', () => {
    // @ts-expect-error: misspelt
    vzaps.messages.sendText({ ...id, phone, mesage: 'x' });
    // @ts-expect-error: a text has no caption
    vzaps.messages.sendText({ ...id, phone, message: 'x', caption: 'y' });
    // @ts-expect-error: without the instance id
    vzaps.messages.sendText({ phone, message: 'x' });
    // @ts-expect-error: vote and selectedOptions
    vzaps.messages.pollVote({ ...id, phone, messageId: 'm', vote: 'a', selectedOptions: ['a'] });
    // @ts-expect-error: neither vote nor selectedOptions
    vzaps.messages.pollVote({ ...id, phone, messageId: 'm' });
    vzaps.messages.sendImage({ ...id, phone, image: new Uint8Array() });
    vzaps.messages.sendImage({ ...id, phone, image: new Blob([]).stream(), caption: undefined });
    // @ts-expect-error: the priority is a number is no media
    vzaps.messages.sendImage({ ...id, phone, image: 7 });
    const node: MediaNode = {};
    vzaps.messages.downloadImage({ ...id, ...node });
  });

  it('needs no instance id on a bound client', () => {
    expectTypeOf(bound.instanceId).toEqualTypeOf<string>();
    bound.messages.sendText({ phone, message: 'x' });
    bound.messages.send('send/text', { phone });
    // @ts-expect-error: a bound client has its instance id
    bound.messages.sendText({ instanceId: 'VZ1', phone, message: 'x' });
  });
});

describe('client.webhooks', () => {
  it('names events by their type', async () => {
    const { data } = await vzaps.webhooks.set({ ...id, webhookURL: 'https://x', events: ['Message', 'All'] });
    expectTypeOf(data.events).toEqualTypeOf<EventType[]>();
    expectTypeOf((await bound.webhooks.get()).data.subscribe).toEqualTypeOf<Subscription[]>();
    // @ts-expect-error: the event does not exist
    vzaps.webhooks.set({ ...id, webhookURL: 'https://x', events: ['MessageRead'] });
  });

  it('searches logs with open filters, as a page and as an iteration', async () => {
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

it('calls of the account are missing on a bound client', async () => {
  expectTypeOf((await vzaps.instances.create({ name: 'abc' })).data.token).toEqualTypeOf<string>();
  expectTypeOf(vzaps.instances.list).returns.resolves.toMatchTypeOf<
    Envelope<Page<{ id: string; name?: string | undefined }>>
  >();
  vzaps.instances.update('VZ1', { name: 'abc' }, { instanceToken: 'x' });
  bound.instances.update({ name: 'abc' });
  bound.instances.restart({ timeoutMs: 5 });
  // @ts-expect-error: a call of the account
  void bound.instances.create;
  // @ts-expect-error: a call of the account
  void bound.instances.list;
  // @ts-expect-error: 'nam' is no field
  vzaps.instances.update('VZ1', { nam: 'abc' });
});

it('the status of a session is typed down to the business categories', async () => {
  const { data } = await vzaps.sessions.status('VZ1');
  expectTypeOf(data.connected).toEqualTypeOf<boolean>();
  expectTypeOf(data.businessProfile?.categories?.[0]?.name).toEqualTypeOf<string | undefined>();
  expectTypeOf(data.businessProfile?.profileOptions).toEqualTypeOf<Record<string, unknown> | undefined>();
  expectTypeOf((await bound.sessions.pairCode(phone)).data.linkingCode).toEqualTypeOf<string>();
});

it('users.check accepts several phones and users.avatar one', async () => {
  expectTypeOf((await vzaps.contacts.list('VZ1')).data).toEqualTypeOf<unknown>();
  vzaps.contacts.add({ ...id, phone, firstName: 'a', fullName: 'b' });
  const { data } = await vzaps.users.check({ ...id, phone: [phone] });
  expectTypeOf(data.users[0]?.exists).toEqualTypeOf<boolean | undefined>();
  // @ts-expect-error: several phones
  vzaps.users.avatar({ ...id, phone: [phone] });
});

it('a created group has an id and needs participants', async () => {
  const { data } = await bound.groups.create({ groupName: 'x', participants: [phone] });
  expectTypeOf(data.groupId).toEqualTypeOf<string | undefined>();
  // @ts-expect-error: without participants
  bound.groups.create({ groupName: 'x' });
  for await (const group of bound.groups.list({ pageSize: 5 }))
    expectTypeOf(group.name).toEqualTypeOf<string | undefined>();
});

it('a queued message is removed by its id', () => {
  vzaps.queues.removeMessage({ ...id, messageId: 'm' });
  bound.queues.removeMessage({ messageId: 'm' });
  // @ts-expect-error: without the message id
  bound.queues.removeMessage({});
});

it('a TypeBot session may name its bot', () => {
  vzaps.typebots.startSession({ ...id, phone, message: 'x' });
  bound.typebots.startSession({ typebotId: 'tb', phone, message: 'x' });
  // @ts-expect-error: the priority is a number
  bound.typebots.create({ priority: 'high' });
});

it('a Chatwoot import is one of three kinds', async () => {
  bound.chatwoot.triggerImport({ what: 'all' });
  // @ts-expect-error: an unknown kind
  bound.chatwoot.triggerImport({ what: 'some' });
  expectTypeOf((await bound.chatwoot.get()).data.tokenMasked).toEqualTypeOf<string | undefined>();
});

it('the expiration of a chat is a text', async () => {
  bound.chats.setExpiration({ phone, expiration: '7_DAYS' });
  // @ts-expect-error: a number is no expiration
  bound.chats.setExpiration({ phone, expiration: 7 });
  for await (const chat of vzaps.chats.list(id)) expectTypeOf(chat.isGroup).toEqualTypeOf<boolean | undefined>();
});

it('the client accepts an undici dispatcher or a fetch, and needs a client token', () => {
  expectTypeOf(vzaps.auth.getAccessToken()).resolves.toEqualTypeOf<string>();
  const dispatcher = {} as UndiciDispatcher;
  new VZapsClient({ clientToken: 'a', dispatcher });
  new VZapsClient({ clientToken: 'a', fetch });
  // @ts-expect-error: without a token
  new VZapsClient({ clientSecret: 'b' });
  // @ts-expect-error: misspelt
  vzaps.webhooks.get('VZ1', { timeout: 5 });
});
