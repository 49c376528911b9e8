import * as clientModule from '@vzaps/core/client';
import { createFakeVZaps, type FakeInstance, type FakeVZaps } from '@vzaps/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readBlocks, runBlock } from './guide-blocks.ts';

const { blocks, unnamed } = readBlocks('docs/guides/from-the-official-sdk.md');
const { VZapsClient } = clientModule;
const phone = '5511999999999';

let fake: FakeVZaps;
let instance: FakeInstance;
let client: clientModule.VZapsClient;

beforeAll(async () => {
  fake = await createFakeVZaps();
  instance = fake.instances[0];
  const { url: baseUrl, clientToken, clientSecret } = fake;
  client = new VZapsClient({ baseUrl, clientToken, clientSecret });
});
afterAll(async () => {
  await client.close();
  await fake.close();
});

const codeOf = (name: string) => blocks.get(name) ?? expect.unreachable(`The guide has no block "${name}".`);

/** Runs a block of the guide against the fake server. */
function run(name: string, code = codeOf(name)) {
  const { clientToken, clientSecret } = fake;
  const scope = { client, clientToken, clientSecret, instanceId: instance.id, phone, VZapsClient };
  return runBlock(code, { '@vzaps/core/client': clientModule }, scope);
}

const tested = new Set<string>();
function test(name: string, title: string, check: () => Promise<void>) {
  tested.add(name);
  it(title, check);
}

test('create', 'the constructor of the guide makes a client', async () => {
  expect((await run('create')).client).toBeInstanceOf(VZapsClient);
});

test('envelope', 'an envelope of VZaps stays an envelope', async () => {
  const { status, connected } = await run('envelope');
  expect(status).toMatchObject({ code: 200, success: true });
  expect(connected).toBe(true);
});

test('bare', 'a bare object of VZaps arrives in an envelope', async () => {
  const { token, rows, unread } = await run('bare');
  expect(token).toEqual(expect.any(String));
  expect(rows).toEqual(expect.arrayContaining([expect.objectContaining({ id: instance.id })]));
  expect(unread).toEqual(expect.any(String));
});

test('free-maps', 'the keys of labels are not converted', async () => {
  const { data, costCenter } = await run('free-maps');
  expect(data).toMatchObject({ labels: { cost_center: '7', ownerName: 'Ana' } });
  expect(costCenter).toBe('7');
});

test('renamed', 'renamed fields have the names and types of the guide', async () => {
  const { events, code, typebotId, pushName } = await run('renamed');
  expect(events).toEqual(['Message', 'ReadReceipt']);
  expect([code, typebotId, pushName]).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
});

const refusedLines = codeOf('refused')
  .split('\n')
  .filter((line) => line.startsWith('await '));
tested.add('refused');
it.each(refusedLines)('the client refuses %s', async (line) => {
  const before = fake.requests.length;
  await expect(run('refused', line)).rejects.toMatchObject({ name: 'VZapsValidationError', code: 'INVALID_REQUEST' });
  expect(fake.requests).toHaveLength(before);
});

test('refused-options', 'the client refuses the options of the SDK for realtime', async () => {
  await expect(run('refused-options')).rejects.toMatchObject({
    name: 'VZapsValidationError',
    code: 'INVALID_OPTION',
    path: ['realtimeUrl'],
  });
});

test('extra', 'an extra field is sent unchanged', async () => {
  await run('extra');
  expect(fake.requests.at(-1)).toMatchObject({ body: { message: 'Hello', new_field: true } });
});

test('errors', 'an unknown instance is a VZapsApiError with status 404', async () => {
  expect((await run('errors')).isNotFound).toBe(true);
});

test('behaviour', 'calls need no instance token, and a list can be iterated', async () => {
  expect((await run('behaviour')).ids).toEqual(expect.any(Array));
});

test('bound', 'a bound client sends messages and retries failed deliveries', async () => {
  expect((await run('bound')).report).toMatchObject({ failed: 0 });
});

it('the guide has no code block without a test', () => {
  expect(unnamed).toBe(0);
  expect([...blocks.keys()].filter((name) => !tested.has(name))).toEqual([]);
});
