import { describe, expect, it } from 'vitest';
import { json, startServer } from '../test/server.ts';
import { allRoutes } from './all-routes.ts';

/** Calls that would do something twice, or undo the first call. The list is written out, so a wrong flag fails here. */
const ONCE = [
  'chats.clear',
  'chats.delete',
  'chatwoot.triggerImport',
  'groups.create',
  'groups.inviteLink',
  'instances.create',
  'instances.provision',
  'instances.restart',
  'instances.resumeSubscription',
  'instances.subscribe',
  'messages.delete',
  'messages.edit',
  'messages.pollVote',
  'messages.send',
  'messages.sendAudio',
  'messages.sendButtons',
  'messages.sendContact',
  'messages.sendDocument',
  'messages.sendGif',
  'messages.sendImage',
  'messages.sendLink',
  'messages.sendList',
  'messages.sendLocation',
  'messages.sendPoll',
  'messages.sendSticker',
  'messages.sendText',
  'messages.sendVideo',
  'queues.purgeMessages',
  'queues.purgeOperations',
  'sessions.pairCode',
  'typebots.create',
  'typebots.startSession',
  'webhooks.retryLog',
];

it('exactly the listed routes are not repeatable', () => {
  const all = Object.entries(allRoutes).flatMap(([resource, routes]) =>
    Object.entries(routes as Record<string, { repeatable: boolean }>).flatMap(([name, { repeatable }]) =>
      repeatable ? [] : [`${resource}.${name}`],
    ),
  );
  expect(all.sort()).toEqual(ONCE);
});

const id = { instanceId: 'VZ1' };
const phone = '5511999999999';
const CALLS: Record<
  string,
  (vzaps: ReturnType<Awaited<ReturnType<typeof startServer>>['client']>) => PromiseLike<unknown>
> = {
  'messages.send': (v) => v.messages.send('VZ1', 'send/text', { phone, message: 'x' }),
  'messages.sendText': (v) => v.messages.sendText({ ...id, phone, message: 'x' }),
  'messages.pollVote': (v) => v.messages.pollVote({ ...id, phone, messageId: 'm', vote: 'a' }),
  'groups.create': (v) => v.groups.create({ ...id, groupName: 'x', participants: [phone] }),
  'instances.create': (v) => v.instances.create({ name: 'abc' }),
  'instances.subscribe': (v) => v.instances.subscribe('VZ1'),
  'typebots.create': (v) => v.typebots.create(id),
  'webhooks.retryLog': (v) => v.webhooks.retryLog({ ...id, logId: 'l' }),
};

describe.each(Object.entries(CALLS))('%s', (_name, call) => {
  it.each([
    ['502', (response) => response.writeHead(502).end()],
    ['408', (response) => response.writeHead(408).end()],
    ['a broken connection', (response) => response.socket?.destroy()],
  ] satisfies [
    string,
    Parameters<typeof startServer>[0] extends (q: never, r: infer R, a: never) => unknown
      ? (response: R) => unknown
      : never,
  ][])('reaches VZaps once although it fails with %s', async (_failure, answer) => {
    let reached = 0;
    const server = await startServer((_request, response) => {
      reached += 1;
      answer(response);
    });
    await expect(call(server.client())).rejects.toMatchObject({ attempts: 1 });
    expect(reached).toBe(1);
  });
});

describe('a response with success: false and the code of a status', () => {
  it.each([429, 401])('makes the client send a message again after code %i', async (code) => {
    const bodies: object[] = [
      { success: false, code, message: 'no' },
      { success: true, data: { message_id: 'm' } },
    ];
    const server = await startServer((_request, response) => json(response, bodies.shift()));
    const { data } = await server.client().messages.sendText({ ...id, phone, message: 'x' });
    expect(data.messageId).toBe('m');
    expect(server.count('/token')).toBe(code === 401 ? 2 : 1);
  });

  it('throws the error of that status if it is the last response', async () => {
    const server = await startServer((_request, response) => json(response, { success: false, code: 429 }));
    await expect(server.client().webhooks.get('VZ1')).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      status: 200,
      attempts: 3,
    });
  });
});
