import { spawn } from 'node:child_process';
import { getEventListeners, once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { bundleOf, bundlePrograms } from 'test-programs';
import { describe, expect, it } from 'vitest';
import { atTestEnd, connectClient } from '../fake/test/connected-client.ts';
import { message, startSource, until } from './test/start-source.ts';

const PACKAGE = join(import.meta.dirname, '../..');

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('close()', () => {
  it('lets running handlers finish, acknowledges their events, and takes no new ones', async () => {
    const { receiver, source, emit, acked, fake } = await startSource();
    const seen: unknown[] = [];
    let finish: () => void = () => {};
    receiver.on('Message', async ({ text }) => {
      seen.push(text);
      if (text !== 'running') return;
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
    });
    const running = emit(message('running'));
    await until(() => seen.length === 1);
    const closed = source.close();
    const late = emit(message('late'));
    await pause(30);
    expect(fake.realtime.connections[0]?.open).toBe(true);
    finish();
    await closed;
    await until(() => !fake.realtime.connections[0]?.open);
    expect([acked(), seen]).toEqual([[running], ['running']]);
    expect(fake.realtime.unacked(source.status.instanceId)).toEqual([late]);
    expect(source.status).toMatchObject({ state: 'closed', reason: 'close() was called.' });
  });

  it('closes a connection, also if its server is silent and does not answer the closing handshake', async () => {
    for (const isSilent of [false, true]) {
      const { source, fake } = await startSource({ start: false });
      if (isSilent) fake.realtime.fault({ does: 'silence' });
      await source.start();
      await source.close();
      await until(() => !fake.realtime.connections[0]?.open);
    }
  });

  it('cancels retries, so that VZaps sends their events again', async () => {
    const { receiver, source, emit, acked, givenUp } = await startSource({ options: { retry: { baseMs: 20 } } });
    let attempts = 0;
    receiver.on('Message', () => {
      attempts += 1;
      throw new Error('always');
    });
    emit(message('x'));
    await until(() => attempts > 0);
    await source.close();
    const count = attempts;
    await pause(60);
    expect([attempts, acked(), givenUp]).toEqual([count, [], []]);
  });

  it('ends a wait, after which no connection is opened', async () => {
    const { source, fake, reach } = await startSource({ options: { reconnect: { baseMs: 50, maxMs: 50 } } });
    fake.realtime.drop();
    await reach('waiting');
    await source.close();
    await pause(80);
    expect(fake.realtime.connections).toHaveLength(1);
    expect(source.status.state).toBe('closed');
  });

  it('ends a handshake and a request for a token', async () => {
    const server = createServer(() => {}).listen(0, '127.0.0.1');
    await once(server, 'listening');
    atTestEnd(() => server.close());
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/events/ws`;
    for (const isTokenSilent of [false, true]) {
      const { source, fake, statuses } = await startSource({ start: false, options: { url } });
      if (isTokenSilent) fake.fault({ route: 'POST /token', does: 'silence' });
      let sockets = 0;
      server.on('connection', () => {
        sockets += 1;
      });
      const started = source.start();
      await until(() => (isTokenSilent ? fake.requests.length > 0 : sockets > 0));
      await source.close();
      expect((await started).state).toBe('closed');
      expect(statuses.map(({ state }) => state)).toEqual(['connecting', 'closed']);
    }
  });

  it('can be called before start(), more than once, and is final', async () => {
    const { source, fake } = await startSource({ start: false });
    await Promise.all([source.close(), source.close()]);
    expect((await source.start()).state).toBe('closed');
    expect(fake.realtime.connections).toEqual([]);
  });
});

describe('the signal', () => {
  it('opens nothing if it was aborted before, although the client has a token', async () => {
    const { source, fake, vzaps } = await startSource({ start: false, options: { signal: AbortSignal.abort() } });
    await vzaps.auth.getAccessToken();
    expect(await source.start()).toMatchObject({ state: 'closed', reason: 'The signal is aborted.' });
    await pause(30);
    expect(fake.realtime.connections).toEqual([]);
  });

  it('closes an open source, and has no listener before the start and after the end', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const { source, fake, reach, reconnect } = await startSource({ start: false, options: { signal } });
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    await source.start();
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    for (let drop = 0; drop < 3; drop += 1) {
      await reconnect();
    }
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    controller.abort();
    await reach('closed');
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    await until(() => fake.realtime.connections.every(({ open }) => !open));
  });
});

describe('receiver.close()', () => {
  it('closes a source, and waits for it', async () => {
    const { source, receiver, fake } = await startSource();
    await receiver.close();
    expect(source.status).toMatchObject({ state: 'closed', reason: 'The receiver is closing.' });
    await until(() => !fake.realtime.connections[0]?.open);
  });

  it('lets running handlers finish and acknowledges their events', async () => {
    const { receiver, emit, acked } = await startSource();
    let isRunning = false;
    receiver.on('Message', async () => {
      isRunning = true;
      await pause(40);
    });
    const id = emit(message('x'));
    await until(() => isRunning);
    await receiver.close();
    await until(() => acked().length > 0);
    expect(acked()).toEqual([id]);
  });

  it('closes a source at the next event, if the receiver has no onClose()', async () => {
    const receiver = createReceiver({ verify: unsafeSkipVerification(), onOutcome: [] }).on('Message', () => {});
    const { emit, acked, reach } = await startSource({ options: { receiver: { dispatch: receiver.dispatch } } });
    await receiver.close();
    emit(message('x'));
    expect(await reach('closed')).toMatchObject({ reason: 'The receiver is closing.' });
    expect(acked()).toEqual([]);
  });
});

it('a closed source leaves nothing that keeps the process alive, in each state', async () => {
  const { fake, instanceId } = await connectClient();
  await bundlePrograms(PACKAGE, ['src/realtime-source/test/close-in-each-state.ts']);
  const { url, realtimeUrl, clientToken, clientSecret } = fake;
  const settings = JSON.stringify({ url, realtimeUrl, clientToken, clientSecret, instanceId });
  const child = spawn(process.execPath, [bundleOf(PACKAGE, 'close-in-each-state'), settings], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const timer = setTimeout(() => child.kill(), 40_000);
  const [code] = await once(child, 'exit');
  clearTimeout(timer);
  expect(
    output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(['new', 'connecting', 'open', 'waiting', 'failed'].map((state) => ({ state, left: [] })));
  expect(code).toBe(0);
}, 50_000);
