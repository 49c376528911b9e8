import { once } from 'node:events';
import { parseEvent } from '@vzaps/core/events';
import { describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { samplePayload } from '../../samples/index.ts';
import { atTestEnd, type ConnectedClient, connectClient } from '../test/connected-client.ts';

interface Session {
  socket: WebSocket;
  /** Resolves with the next frame. */
  next(): Promise<Record<string, unknown>>;
  /** The frames that nothing has read. */
  frames: string[];
  ack(id: unknown): void;
  closed: Promise<[number, string]>;
}

/** Connects a plain WebSocket client. Rejects with the status if the handshake is refused. */
async function connect(to: ConnectedClient, query: Record<string, string> = {}, headers?: object): Promise<Session> {
  const url = `${to.fake.realtimeUrl}?${new URLSearchParams({ instance_id: to.instanceId, ...query })}`;
  const authorization = `Bearer ${await to.vzaps.auth.getAccessToken()}`;
  const socket = new WebSocket(url, { headers: { ...(headers ?? { authorization }) } });
  atTestEnd(() => socket.terminate());
  const frames: string[] = [];
  let notify: () => void = () => {};
  socket.on('message', (data) => {
    frames.push(data.toString());
    notify();
  });
  const closed = new Promise<[number, string]>((resolve) => {
    socket.on('close', (code, reason) => resolve([code, reason.toString()]));
  });
  socket.on('error', () => {});
  const refused = new Promise((_, reject) => {
    socket.on('unexpected-response', (_request, response) => reject(response.statusCode));
  });
  await Promise.race([once(socket, 'open'), refused]);
  return {
    socket,
    frames,
    closed,
    async next() {
      while (frames.length === 0) await new Promise<void>((resolve) => (notify = resolve));
      return JSON.parse(frames.shift() ?? '');
    },
    ack: (id) => socket.send(JSON.stringify({ type: 'ack', event_id: id })),
  };
}

/** Resolves when the fake has received everything that the client has sent so far. */
async function settle({ socket }: Session): Promise<void> {
  socket.ping();
  await once(socket, 'pong');
}

const CONNECTED = { type: 'Connected', event: {} };

describe('fake.realtime', () => {
  it('sends an event as a realtime frame and records its acknowledgement', async () => {
    const to = await connectClient();
    const session = await connect(to);
    const payload = samplePayload('Message', { text: 'ping' });
    const id = to.fake.realtime.emit(to.instanceId, payload);
    const frame = await session.next();
    expect(frame).toEqual({
      id,
      type: 'Message',
      instance_id: to.instanceId,
      created_at: expect.stringMatching(/^\d{4}-.*Z$/),
      data: payload,
    });
    expect(parseEvent(frame)).toMatchObject({ type: 'Message', id, text: 'ping', claimedInstanceId: to.instanceId });
    expect(to.fake.realtime.unacked(to.instanceId)).toEqual([id]);
    session.ack(id);
    await settle(session);
    expect(to.fake.realtime.acked(to.instanceId)).toEqual([id]);
    expect(to.fake.realtime.unacked(to.instanceId)).toEqual([]);
  });

  it.each([
    [{ envelope: 'B' as const }],
    [{ envelope: 'B' as const, jsonDataAsString: true }],
    [{ envelope: 'C' as const, eventId: 'evt_mine' }],
  ])('removes the envelope %j of a payload', async (wire) => {
    const to = await connectClient();
    const session = await connect(to);
    const id = to.fake.realtime.emit(to.instanceId, samplePayload('Message', { ...wire, messageId: '3EB0X' }));
    expect(await session.next()).toMatchObject({ id, type: 'Message', data: { event: { info: { id: '3EB0X' } } } });
    if (wire.envelope === 'C') expect(id).toBe('evt_mine');
  });

  it('ignores frames that are not acknowledgements', async () => {
    const to = await connectClient();
    const session = await connect(to);
    const id = to.fake.realtime.emit(to.instanceId, CONNECTED);
    for (const frame of ['no JSON', 'null', '{"type":"ack","id":"evt_1"}', '{}']) session.socket.send(frame);
    await settle(session);
    expect(to.fake.realtime.unacked(to.instanceId)).toEqual([id]);
  });

  it('sends only the requested types, else those of the subscription, else all', async () => {
    const to = await connectClient();
    const presence = await connect(to, { events: 'Presence,Connected' });
    const all = await connect(to, { events: 'All' });
    const byDefault = await connect(to);
    to.fake.realtime.emit(to.instanceId, samplePayload('Message'));
    to.fake.realtime.emit(to.instanceId, CONNECTED);
    expect(await presence.next()).toMatchObject({ type: 'Connected' });
    expect([(await all.next()).type, (await all.next()).type]).toEqual(['Message', 'Connected']);
    expect(await byDefault.next()).toMatchObject({ type: 'Message' });
    await to.vzaps.webhooks.set({
      instanceId: to.instanceId,
      webhookURL: 'https://example.com',
      events: ['Connected'],
    });
    const subscribed = await connect(to);
    expect(await subscribed.next()).toMatchObject({ type: 'Connected' });
  });

  it('accepts credentials in the headers and in the query, and records where they were', async () => {
    const to = await connectClient();
    const access_token = await to.vzaps.auth.getAccessToken();
    const secrets = { access_token, client_token: to.fake.clientToken, instance_token: to.instanceToken };
    await connect(to, { ...secrets, last_event_id: 'evt_9', events: 'Message' }, {});
    await connect(to);
    expect(to.fake.realtime.connections).toMatchObject([
      { instanceId: to.instanceId, credentials: 'query', lastEventId: 'evt_9', events: ['Message'], open: true },
      { credentials: 'headers', lastEventId: undefined, events: undefined, open: true },
    ]);
    expect(JSON.stringify(to.fake.realtime.connections)).not.toContain(access_token);
  });

  it.each([
    ['401 without a token', {}, {}, 401],
    ['401 with a wrong token', {}, { authorization: 'Bearer wrong' }, 401],
    ['401 with a wrong client token', { client_token: 'wrong' }, undefined, 401],
    ['403 with a wrong instance token', { instance_token: 'wrong' }, undefined, 403],
    ['404 for an unknown instance', { instance_id: 'VZNONE' }, undefined, 404],
    ['400 without an instance', { instance_id: '' }, undefined, 400],
  ])('refuses a handshake with %s', async (_, query, headers, status) => {
    const to = await connectClient();
    await expect(connect(to, query as Record<string, string>, headers)).rejects.toBe(status);
  });

  it('refuses a handshake with an expired token and with an instance of another account', async () => {
    const to = await connectClient();
    await expect(connect(to, { instance_id: to.fake.foreign.id })).rejects.toBe(403);
    const authorization = `Bearer ${await to.vzaps.auth.getAccessToken()}`;
    to.fake.expireTokens();
    await expect(connect(to, {}, { authorization })).rejects.toBe(401);
  });

  it('sends events that were not acknowledged again at the next connection', async () => {
    const to = await connectClient();
    const { realtime } = to.fake;
    const first = realtime.emit(to.instanceId, CONNECTED);
    const session = await connect(to);
    expect(await session.next()).toMatchObject({ id: first });
    const second = realtime.emit(to.instanceId, CONNECTED);
    expect(await session.next()).toMatchObject({ id: second });
    session.ack(second);
    await settle(session);
    realtime.drop();
    expect((await session.closed)[0]).toBe(1006);
    const again = await connect(to);
    expect(await again.next()).toMatchObject({ id: first });
    await settle(again);
    expect(again.frames).toEqual([]);
    expect(realtime.connections.map(({ open }) => open)).toEqual([false, true]);
  });

  it('replays every event after the cursor, also those that were acknowledged', async () => {
    const to = await connectClient();
    const ids = [1, 2, 3].map(() => to.fake.realtime.emit(to.instanceId, CONNECTED));
    const session = await connect(to);
    session.ack(ids[2]);
    await settle(session);
    const resumed = await connect(to, { last_event_id: ids[0] ?? '' });
    expect([(await resumed.next()).id, (await resumed.next()).id]).toEqual(ids.slice(1));
    await settle(resumed);
    expect(resumed.frames).toEqual([]);
  });

  it('redelivers events that were not acknowledged on the same connection', async () => {
    const to = await connectClient();
    const session = await connect(to);
    const id = to.fake.realtime.emit(to.instanceId, CONNECTED);
    to.fake.realtime.redeliver(to.instanceId);
    expect([(await session.next()).id, (await session.next()).id]).toEqual([id, id]);
  });

  it('drops the connections of one instance with a close code', async () => {
    const to = await connectClient({}, { instances: 2 });
    const [, other] = to.fake.instances;
    const session = await connect(to);
    const untouched = await connect(to, { instance_id: other?.id ?? '' });
    to.fake.realtime.drop({ instanceId: to.instanceId, code: 1012, reason: 'restart' });
    expect(await session.closed).toEqual([1012, 'restart']);
    await settle(untouched);
  });

  it('sends any text or bytes as a frame', async () => {
    const to = await connectClient();
    const session = await connect(to);
    to.fake.realtime.sendFrame(to.instanceId, '{"type":"ping"}');
    to.fake.realtime.sendFrame(to.instanceId, new TextEncoder().encode('not JSON'));
    expect(await session.next()).toEqual({ type: 'ping' });
    await expect(session.next()).rejects.toThrow(SyntaxError);
  });

  it('throws for an unknown instance and for wrong options of emit() and drop()', async () => {
    const { fake, instanceId } = await connectClient();
    expect(() => fake.realtime.emit('VZNONE', CONNECTED)).toThrow("has no instance 'VZNONE'");
    expect(() => fake.realtime.emit(instanceId, CONNECTED, { eventId: 'x' } as object)).toThrow('Known options: id');
    expect(() => fake.realtime.drop({ code: 99 })).toThrow('`code` is 99.');
  });

  it('ends every connection when the fake closes', async () => {
    const to = await connectClient();
    const session = await connect(to);
    await to.fake.close();
    expect((await session.closed)[0]).toBe(1006);
  });
});

describe('fake.realtime.fault()', () => {
  it('refuses the next handshakes with a status and headers', async () => {
    const to = await connectClient();
    to.fake.realtime.fault({ status: 401, times: 2 });
    await expect(connect(to)).rejects.toBe(401);
    await expect(connect(to)).rejects.toBe(401);
    await connect(to);
  });

  it('closes each connection at once, like an unstable server', async () => {
    const to = await connectClient();
    to.fake.realtime.fault({ does: 'flap', reason: 'no session' });
    const session = await connect(to);
    expect(await session.closed).toEqual([1008, 'no session']);
  });

  it('accepts a connection that stays silent and does not respond to pings', async () => {
    const to = await connectClient();
    to.fake.realtime.fault({ does: 'silence' });
    const session = await connect(to);
    let pongs = 0;
    session.socket.on('pong', () => (pongs += 1));
    session.socket.ping();
    const id = to.fake.realtime.emit(to.instanceId, CONNECTED);
    const responsive = await connect(to);
    expect(await responsive.next()).toMatchObject({ id });
    await settle(responsive);
    expect({ pongs, frames: session.frames }).toEqual({ pongs: 0, frames: [] });
  });

  it('sends an oversized frame before the other events', async () => {
    const to = await connectClient();
    to.fake.realtime.fault({ does: 'oversized-frame', bytes: 200_000, instanceId: to.instanceId });
    const id = to.fake.realtime.emit(to.instanceId, CONNECTED);
    const session = await connect(to);
    expect(JSON.stringify(await session.next()).length).toBeGreaterThan(200_000);
    expect(await session.next()).toMatchObject({ id });
  });

  it.each([
    [{}, '`status` is missing.'],
    [{ does: 'explode' }, 'It must be one of: flap, silence, oversized-frame.'],
    [{ status: 200 }, '`status` is 200. It must be a status from 400 to 599.'],
    [{ does: 'flap', code: 1006 }, '`code` is 1006.'],
  ])('throws INVALID_OPTION for %j', async (fault, message) => {
    const { fake } = await connectClient();
    expect(() => fake.realtime.fault(fault as never)).toThrow(message);
  });
});
