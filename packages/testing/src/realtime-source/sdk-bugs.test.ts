/** The bugs of the official SDKs. Each test names one, and shows that this source does not have it. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { atTestEnd } from '../fake/test/connected-client.ts';
import { message, startSource, until } from './test/start-source.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('a realtime source resumes after the last acknowledged event, and not at the first position', async () => {
  const { receiver, fake, emit, acked, reconnect } = await startSource();
  receiver.on('Message', () => {});
  const ids = [1, 2, 3, 4, 5].map((index) => emit(message(`m${index}`)));
  await until(() => acked().length === 5);
  await reconnect();
  expect(fake.realtime.connections.map(({ lastEventId }) => lastEventId)).toEqual([undefined, ids[4]]);
});

it('a realtime source goes on after a failed request for a token while it reconnects, without an unhandled rejection', async () => {
  const rejections: unknown[] = [];
  const listener = (reason: unknown) => void rejections.push(reason);
  process.on('unhandledRejection', listener);
  atTestEnd(() => process.off('unhandledRejection', listener));
  const { fake, source, reach, statuses } = await startSource();
  fake.expireTokens();
  // The client makes three attempts.
  fake.fault({ route: 'POST /token', status: 503, times: 3 });
  fake.realtime.fault({ status: 401 });
  fake.realtime.drop();
  await until(() => statuses.some(({ error }) => error !== undefined));
  await reach('open');
  expect(source.status.state).toBe('open');
  expect(rejections).toEqual([]);
});

it('a realtime source opens no socket after close() during a wait', async () => {
  const { fake, source, reach } = await startSource({ options: { reconnect: { baseMs: 30, maxMs: 30 } } });
  fake.realtime.drop();
  await reach('waiting');
  await source.close();
  await pause(60);
  expect(fake.realtime.connections).toHaveLength(1);
});

it('a realtime source handles the events of a conversation one after the other, and acknowledges them in this order', async () => {
  const { receiver, emit, acked } = await startSource();
  receiver.on('Message', ({ text }) => pause(text === 'slow' ? 30 : 0));
  const ids = [emit(message('slow')), emit(message('fast'))];
  await until(() => acked().length === 2);
  expect(acked()).toEqual(ids);
});

it('a realtime source sends no acknowledgement of an ended connection to the next one', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  atTestEnd(() => server.close());
  const acknowledged: string[][] = [];
  server.on('connection', (socket) => {
    const messages: string[] = [];
    acknowledged.push(messages);
    socket.on('message', (data) => messages.push(String(data)));
    atTestEnd(() => socket.terminate());
    if (acknowledged.length === 1) {
      socket.send(JSON.stringify({ id: 'evt_1', type: 'Message', data: message('first') }), () => socket.close(1012));
    } else socket.send(JSON.stringify({ id: 'evt_2', type: 'Message', data: message('second') }));
  });
  await once(server, 'listening');
  const { source, receiver } = await startSource({
    start: false,
    options: { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/` },
  });
  const texts: unknown[] = [];
  receiver.on('Message', async ({ text }) => {
    while (text === 'first' && acknowledged.length < 2) await pause(2);
    texts.push(text);
  });
  await source.start();
  await until(() => acknowledged[1]?.length === 1);
  await pause(20);
  expect(texts).toEqual(['first', 'second']);
  expect(acknowledged).toEqual([[], ['{"type":"ack","event_id":"evt_2"}']]);
});

it('a realtime source delivers what arrives before start() to the handlers of the receiver', async () => {
  const { receiver, source, emit, acked } = await startSource({ start: false });
  const id = emit(message('early'));
  const texts: unknown[] = [];
  receiver.on('Message', ({ text }) => void texts.push(text));
  await source.start();
  await until(() => acked().length > 0);
  expect([texts, acked()]).toEqual([['early'], [id]]);
});

it('a realtime source reports that a handler threw, and calls the handler again', async () => {
  const outcomes: string[] = [];
  const { receiver, emit, acked } = await startSource({
    receiver: { onOutcome: ({ kind }) => void outcomes.push(kind) },
  });
  let attempts = 0;
  receiver.on('Message', () => {
    attempts += 1;
    if (attempts === 1) throw new Error('once');
  });
  emit(message('x'));
  await until(() => acked().length > 0);
  expect(outcomes).toEqual(['failed', 'handled']);
});

it('a realtime source stops at the second 401 and says why', async () => {
  const { source, fake } = await startSource({ start: false });
  fake.realtime.fault({ status: 401, times: 20 });
  const status = await source.start();
  expect(status).toMatchObject({ state: 'failed', error: { name: 'VZapsAuthenticationError' } });
  await pause(50);
  expect(source.status).toBe(status);
});

it('a realtime source waits longer each time if the server accepts and closes at once, and shows code and reason', async () => {
  const { source, fake, statuses } = await startSource({ start: false });
  fake.realtime.fault({ does: 'flap', code: 1008, reason: 'policy', times: 3 });
  await source.start();
  await until(() => fake.realtime.connections.length === 4);
  const waits = statuses.filter(({ state }) => state === 'waiting');
  expect(waits.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  expect(waits[0]?.reason).toContain('code 1008: policy');
});

it('a realtime source opens nothing if the signal is aborted already and the client has a token', async () => {
  const { source, fake, vzaps } = await startSource({ start: false, options: { signal: AbortSignal.abort() } });
  await vzaps.auth.getAccessToken();
  await source.start();
  expect(fake.realtime.connections).toEqual([]);
});

it('a realtime source reports no error for a frame that is not JSON, for null and for binary frames', async () => {
  const { fake, instanceId, statuses, receiver, emit, acked } = await startSource();
  receiver.on('Message', () => {});
  for (const frame of ['ping', 'null', new Uint8Array([1, 2, 3])]) fake.realtime.sendFrame(instanceId, frame);
  const id = emit(message('x'));
  await until(() => acked().length > 0);
  expect(acked()).toEqual([id]);
  expect(statuses.map(({ state }) => state)).toEqual(['connecting', 'open']);
});

it('a realtime source sends the secrets in headers and not in the URL, also if there is a global WebSocket', async () => {
  const requests: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (data) => {
      requests.push(String(data));
      socket.end('HTTP/1.1 503 Unavailable\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  atTestEnd(() => server.close());
  const { port } = server.address() as AddressInfo;
  vi.stubGlobal('WebSocket', class {});
  atTestEnd(() => vi.unstubAllGlobals());
  const { source, fake, instanceToken } = await startSource({
    start: false,
    options: { url: `ws://127.0.0.1:${port}/events/ws` },
  });
  source.start();
  await until(() => requests.length > 0);
  const [line = '', ...headers] = requests[0]?.split('\r\n') ?? [];
  expect(line).toMatch(/^GET \/events\/ws\?instance_id=\w+ HTTP\/1.1$/);
  const values = headers.map((header) => header.toLowerCase());
  expect(values).toContain(`x-client-token: ${fake.clientToken.toLowerCase()}`);
  expect(values).toContain(`x-instance-token: ${instanceToken.toLowerCase()}`);
  expect(values.some((header) => header.startsWith('authorization: bearer '))).toBe(true);
});

it('a realtime source notices a server that is silent, and shows each wait with the time of the next attempt', async () => {
  const { source, fake, statuses } = await startSource({ start: false, options: { silenceMs: 60 } });
  fake.realtime.fault({ does: 'silence' });
  await source.start();
  await until(() => fake.realtime.connections.length >= 2);
  expect(statuses.find(({ state }) => state === 'waiting')).toMatchObject({
    reason: 'Nothing arrived for 60 ms.',
    nextAttemptAt: expect.any(Date),
  });
});
