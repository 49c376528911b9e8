import { describe, expect, it } from 'vitest';
import { startServer } from '../test/server.ts';

const id = { instanceId: 'VZ1' };
const phone = '5511999999999';
const poll = { ...id, phone, name: 'Lunch?' };
const options = (count: number) => Array.from({ length: count }, (_, index) => `Option ${index}`);

describe('the client', () => {
  it.each([
    ['with a blank id', ['instanceId'], (v) => v.webhooks.get(' ')],
    ['with .. as an id', ['logId'], (v) => v.webhooks.getLog({ ...id, logId: '..' })],
    ['with a slash in an id', ['messageId'], (v) => v.messages.delete({ ...id, messageId: 'a/../../b' })],
    ['with a line break in an id', ['instanceId'], (v) => v.webhooks.get('VZ1\n')],
    ['with a lone surrogate in an id', ['instanceId'], (v) => v.webhooks.get('VZ\ud800')],
    ['without its id', ['instanceId'], (v) => v.webhooks.get(undefined as unknown as string)],
    ['without its request object', ['instanceId'], (v) => v.messages.sendText(undefined as never)],
    [
      'with a line break in the instance token',
      ['instanceToken'],
      (v) => v.webhooks.get('VZ1', { instanceToken: 'a\r\nb' }),
    ],
    ['with a phone that has no digits', ['phone'], (v) => v.messages.sendText({ ...id, phone: 'Ana', message: 'x' })],
    ['with a blank text', ['message'], (v) => v.messages.sendText({ ...id, phone, message: ' \n' })],
    ['with a misspelt field', [], (v) => v.messages.sendText({ ...id, phone, message: 'x', replyTo: 'y' } as never)],
    ['with one poll option', ['options'], (v) => v.messages.sendPoll({ ...poll, options: options(1) })],
    ['with 13 poll options', ['options'], (v) => v.messages.sendPoll({ ...poll, options: options(13) })],
    ['with a blank poll option', ['options', 1], (v) => v.messages.sendPoll({ ...poll, options: ['a', ''] })],
    [
      'with a text that is no time',
      ['endTime'],
      (v) => v.messages.sendPoll({ ...poll, options: options(2), endTime: 'soon' }),
    ],
    [
      'with an invalid Date',
      ['endTime'],
      (v) => v.messages.sendPoll({ ...poll, options: options(2), endTime: new Date('x') }),
    ],
    ['with a file path as media', ['image'], (v) => v.messages.sendImage({ ...id, phone, image: '/etc/passwd' })],
    ['with a file URL as media', ['image'], (v) => v.messages.sendImage({ ...id, phone, image: 'file:///etc/passwd' })],
    [
      'with vote and selectedOptions',
      ['selectedOptions'],
      (v) => v.messages.pollVote({ ...id, phone, messageId: 'm', vote: 'a', selectedOptions: ['a'] } as never),
    ],
    ['without vote and selectedOptions', [], (v) => v.messages.pollVote({ ...id, phone, messageId: 'm' } as never)],
    [
      'for a download without its media key',
      ['mediaKey'],
      (v) => v.messages.downloadImage({ ...id, url: 'https://x', mimetype: 'a/b' }),
    ],
    ['for page 0', ['page'], (v) => v.webhooks.searchLogs({ ...id, page: 0 })],
    [
      'with an unknown kind of import',
      ['what'],
      (v) => v.chatwoot.triggerImport({ ...id, what: 'everything' as 'all' }),
    ],
    ['with a name of two characters', ['name'], (v) => v.instances.create({ name: 'ab' })],
    ['with a webhook that is no URL', ['webhookURL'], (v) => v.webhooks.set({ ...id, webhookURL: 'example.com/hook' })],
    [
      'with a webhook URL that is not http or https',
      ['webhookURL'],
      (v) => v.webhooks.set({ ...id, webhookURL: 'ftp://example.com' }),
    ],
    ['with a timeout that is too long for a timer', ['timeoutMs'], (v) => v.webhooks.get('VZ1', { timeoutMs: 1e12 })],
    ['with NaN attempts', ['retry', 'attempts'], (v) => v.webhooks.get('VZ1', { retry: { attempts: Number.NaN } })],
    ['with an empty list of events', ['events'], (v) => v.webhooks.set({ ...id, webhookURL: 'https://x', events: [] })],
  ] satisfies [
    string,
    (string | number)[],
    (vzaps: ReturnType<Awaited<ReturnType<typeof startServer>>['client']>) => PromiseLike<unknown>,
  ][])('refuses a request %s, and names the field', async (_problem, path, call) => {
    const server = await startServer(() => {});
    await expect(call(server.client())).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      name: 'VZapsValidationError',
      message: expect.stringContaining('nothing was sent'),
      ...(path.length > 0 && { path }),
    });
    expect(server.received).toHaveLength(0);
  });

  it('refuses an unknown event, and names the nearest event', async () => {
    const server = await startServer(() => {});
    const vzaps = server.client();
    const set = (events: never) => vzaps.webhooks.set({ ...id, webhookURL: 'https://example.com', events });
    await expect(set(['Message', 'MessageRead'] as never)).rejects.toMatchObject({
      path: ['events', 1],
      message: expect.stringContaining('VZaps has no event "MessageRead": did you mean ReadReceipt?'),
    });
    await expect(set('Message,message' as never)).rejects.toThrow('did you mean Message?');
    await expect(set(['zzzzzzzzz'] as never)).rejects.toThrow('there are Message, ReadReceipt,');
    expect(server.received).toHaveLength(0);
  });

  it('reports all problems of a request in one error', async () => {
    const server = await startServer(() => {});
    const call = server.client().messages.sendPoll({ instanceId: '', phone: 'x', name: '', options: [] });
    await expect(call).rejects.toMatchObject({
      issues: [{ path: ['instanceId'] }, { path: ['phone'] }, { path: ['name'] }, { path: ['options'] }],
    });
  });
});

describe('forInstance', () => {
  it('refuses a wrong instance id and a wrong instance token', async () => {
    const vzaps = (await startServer(() => {})).client();
    expect(() => vzaps.forInstance('..')).toThrow(expect.objectContaining({ path: ['instanceId'] }));
    expect(() => vzaps.forInstance('VZ1', { instanceToken: ' ' })).toThrow(
      expect.objectContaining({ path: ['instanceToken'] }),
    );
  });
});

describe('client.request()', () => {
  it.each([
    'https://evil.example/x',
    '//evil.example/x',
    'x',
    '/a/../b',
    '/a/%2E%2e/b',
    '/a?b',
    '/a#b',
    '/a\\b',
    '/a b',
    '',
    7,
  ])('refuses the path %j, because it could lead to another place', async (path) => {
    const server = await startServer(() => {});
    await expect(server.client().request('GET', path as string)).rejects.toMatchObject({ path: ['path'] });
    expect(server.received).toHaveLength(0);
  });
});
