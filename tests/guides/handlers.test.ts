/** The blocks of the guides about handlers, run with events and against the fake VZaps. */
import * as fileModule from 'node:fs';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as streamModule from 'node:stream/promises';
import * as core from '@vzaps/core';
import { createFakeVZaps, sampleEvent, samplePayload } from '@vzaps/testing';
import { expect, it, onTestFinished, vi } from 'vitest';
import { readBlocks, runBlock } from './guide-blocks.ts';

const { createReceiver, createUrlSigner, unsafeSkipVerification, VZapsClient } = core;

/** A receiver whose client calls a fake VZaps, and the blocks of a guide. */
async function open(guide: string, options: object = {}) {
  const fake = await createFakeVZaps();
  const client = new VZapsClient({ baseUrl: fake.url, clientToken: fake.clientToken, clientSecret: fake.clientSecret });
  const [{ id: instanceId }] = fake.instances;
  const signer = createUrlSigner({ secret: 'x'.repeat(32) });
  const verify = unsafeSkipVerification();
  const receiver = createReceiver({ verify, client, instanceId, partialWaitMs: 0, onOutcome: [], ...options });
  onTestFinished(async () => {
    await Promise.all([receiver.close(), client.close(), fake.close()]);
  });
  const { blocks } = readBlocks(`docs/guides/${guide}.md`);
  const scope = { ...core, receiver, client, signer, instanceId };
  const modules = { 'node:fs': fileModule, 'node:stream/promises': streamModule };
  const run = (name: string, more: object = {}) => runBlock(blocks.get(name) ?? '', modules, { ...scope, ...more });
  return { fake, client, instanceId, receiver, run };
}

const texts = (fake: { sent: readonly { body: { message?: unknown } }[] }) => fake.sent.map(({ body }) => body.message);

it('guide media: a file is saved with its type', async () => {
  const { receiver, run } = await open('media');
  const save = vi.fn();
  await run('receive', { save });
  const event = sampleEvent('Message', {}, { kind: 'image' });
  expect(await receiver.dispatch(event)).toMatchObject({ kind: 'handled' });
  expect(save.mock.calls).toEqual([[event.messageId, expect.any(Uint8Array), 'image/jpeg']]);
  expect(save.mock.calls[0]?.[1].length).toBeGreaterThan(0);
});

it('guide media: a large document is written to a file', async () => {
  const { receiver, run } = await open('media');
  const folder = mkdtempSync(join(tmpdir(), 'guide-media-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  await run('stream', { folder });
  const event = sampleEvent('Message', {}, { kind: 'document' });
  expect(await receiver.dispatch(event)).toMatchObject({ kind: 'handled' });
  expect(readFileSync(join(folder, event.messageId)).length).toBeGreaterThan(0);
});

it('guide media: the options of the guide are accepted, and the bot answers with files', async () => {
  const { fake, receiver, run } = await open('media');
  expect((await run('limits')).receiver).toMatchObject({ receive: expect.any(Function) });
  await run('answer', { pdf: new Uint8Array([37, 80, 68, 70]) });
  await receiver.dispatch(sampleEvent('Message', { text: 'menu' }));
  await receiver.dispatch(sampleEvent('Message', { text: 'receipt' }));
  expect(fake.sent.map(({ kind }) => kind)).toEqual(['image', 'document']);
});

it('guide groups-and-hidden-numbers: a customer is found by the phone, or by the hidden number', async () => {
  const { receiver, run } = await open('groups-and-hidden-numbers');
  const findByPhone = vi.fn();
  const findByLid = vi.fn();
  await run('customer', { findByPhone, findByLid, remember: () => {} });
  await receiver.dispatch(sampleEvent('Message', { phone: '5511999999999' }));
  await receiver.dispatch(sampleEvent('Message', {}, { partial: true }));
  expect(findByPhone.mock.calls).toEqual([['5511999999999']]);
  expect(findByLid.mock.calls).toEqual([[expect.stringMatching(/@lid$/)]]);
});

it('guide groups-and-hidden-numbers: the bot answers in the group if it is mentioned, and answers "help" to the member in private', async () => {
  const { fake, receiver, run } = await open('groups-and-hidden-numbers');
  await run('mention', { own: ['5511000000000'] });
  await run('private');
  const group = { isGroup: true, chat: '120363000000000001@g.us' } as const;
  const mentions = ['5511000000000@s.whatsapp.net'];
  await receiver.dispatch(sampleEvent('Message', { ...group, mentions }));
  await receiver.dispatch(sampleEvent('Message', { ...group, text: 'hello' }));
  await receiver.dispatch(sampleEvent('Message', { ...group, text: 'help', phone: '5511999999999' }));
  expect(fake.sent.map(({ phone, body }) => [phone, body.message])).toEqual([
    [group.chat, 'How can I help?'],
    ['5511999999999', 'Write to me here.'],
  ]);
});

it('guide groups-and-hidden-numbers: members are updated when they come and go', async () => {
  const { receiver, run } = await open('groups-and-hidden-numbers');
  const updateMember = vi.fn();
  await run('members', { updateMember });
  for (const type of ['GroupParticipantsAdd', 'GroupParticipantsRemove'] as const) {
    await receiver.dispatch(sampleEvent(type));
  }
  expect(updateMember.mock.calls.map(([, , type]) => type)).toContain('GroupParticipantsAdd');
  expect(updateMember.mock.calls.map(([, , type]) => type)).toContain('GroupParticipantsRemove');
});

it('guide receipts: the status of a sent message moves on and never back', async () => {
  const { client, instanceId, receiver, run } = await open('receipts');
  const statuses = new Map<string, string>();
  const { data } = await run('send', { statuses, phone: '5511999999999' });
  const { messageId } = data as { messageId: string };
  expect(statuses.get(messageId)).toBe('Sent');
  await run('register', { webhookURL: 'http://127.0.0.1:9/' });
  expect((await client.webhooks.get(instanceId)).data.subscribe).toEqual(['Message', 'ReadReceipt']);
  await run('update', { statuses });
  const seen: unknown[] = [];
  for (const state of ['Read', 'Delivered', 'ReadSelf']) {
    await receiver.dispatch(sampleEvent('ReadReceipt', { state, messageIds: [messageId, 'unknown'] }));
    seen.push(statuses.get(messageId));
  }
  expect(seen).toEqual(['Read', 'Read', 'Read']);
  expect(statuses.size).toBe(1);
});

it('guide several-accounts: each number gets a URL of its own and answers for itself', async () => {
  const { fake, client, instanceId, run } = await open('several-accounts');
  await run('register', { instanceIds: [instanceId] });
  const { webhook } = (await client.webhooks.get(instanceId)).data;
  expect(new URL(webhook).searchParams.get('vzaps_instance')).toBe(instanceId);
  const nameOf = (id: string | undefined) => `the shop of ${id}`;
  for (const [block, scope, expected] of [
    ['handle', { nameOf }, `Welcome to the shop of ${instanceId}!`],
    ['clients', { clientOf: () => client }, 'Hello!'],
  ] as const) {
    const { receiver } = (await run(block, scope)) as { receiver: core.Receiver };
    const target = new URL(webhook).pathname + new URL(webhook).search;
    const body = JSON.stringify(samplePayload('Message', { text: 'hi' }));
    const delivery = { method: 'POST', target, headers: { 'content-type': 'application/json' }, body };
    expect(await receiver.receive(delivery as never)).toMatchObject({ kind: 'handled', instanceId });
    expect(texts(fake).at(-1)).toBe(expected);
    await receiver.close();
  }
});
