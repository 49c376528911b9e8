import { afterEach, describe, expect, it, vi } from 'vitest';
import { expectNoSecret } from '../fake/test/connected-client.ts';
import { message, startSource, until } from './test/start-source.ts';

const tokenRequests = (fake: { requests: readonly { path: string }[] }): number =>
  fake.requests.filter(({ path }) => path === '/token').length;

describe('start()', () => {
  it('resolves when events can arrive, and reports each state', async () => {
    const { source, fake, statuses, instanceId } = await startSource({ start: false });
    expect(source.status).toMatchObject({ state: 'closed', instanceId, attempt: 0, reason: 'Not started.' });
    const [first, second] = await Promise.all([source.start(), source.start()]);
    expect(first).toMatchObject({ state: 'open', instanceId, attempt: 1 });
    expect(second).toBe(first);
    expect(fake.realtime.connections).toHaveLength(1);
    expect(statuses.map(({ state }) => state)).toEqual(['connecting', 'open']);
    expect(source.status).toBe(statuses.at(-1));
  });

  it('delivers what VZaps kept before the connection', async () => {
    const { source, receiver, emit, acked } = await startSource({ start: false });
    const texts: unknown[] = [];
    receiver.on('Message', ({ text }) => void texts.push(text));
    const ids = ['one', 'two'].map((text) => emit(message(text)));
    await source.start();
    await until(() => acked().length === 2);
    expect([acked(), texts]).toEqual([ids, ['one', 'two']]);
  });

  it('opens the connection although the callback onState throws', async () => {
    const onState = vi.fn(() => {
      throw new Error('broken logger');
    });
    const { source } = await startSource({ options: { onState } });
    expect(source.status.state).toBe('open');
    expect(onState).toHaveBeenCalledTimes(2);
  });
});

describe('a connection that ends', () => {
  it('is followed by another one after a wait, and onState gets the time of the next attempt and the reason', async () => {
    const { fake, statuses, reach, source } = await startSource();
    fake.realtime.drop({ code: 1012, reason: 'restart' });
    await until(() => statuses.length >= 3);
    expect(statuses[2]).toMatchObject({
      state: 'waiting',
      attempt: 1,
      reason: 'VZaps or the network ended the connection (code 1012: restart).',
      nextAttemptAt: expect.any(Date),
    });
    await reach('open');
    expect(source.status.attempt).toBe(2);
    expect(statuses.map(({ state }) => state)).toEqual(['connecting', 'open', 'waiting', 'connecting', 'open']);
  });

  it('makes each wait longer although VZaps accepted each connection, until one connection stays open for a while', async () => {
    const { fake, source, statuses } = await startSource({
      start: false,
      options: { reconnect: { baseMs: 2, maxMs: 500 } },
    });
    fake.realtime.fault({ does: 'flap', code: 1008, times: 6 });
    await source.start();
    await until(() => fake.realtime.connections.length === 7 && source.status.state === 'open');
    const waits = statuses.filter(({ state }) => state === 'waiting');
    expect(waits.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6]);
    for (const { attempt, since, nextAttemptAt } of waits) {
      expect(Number(nextAttemptAt) - Number(since)).toBeLessThanOrEqual(2 * 2 ** (attempt - 1) + 1);
    }
    await new Promise((resolve) => setTimeout(resolve, 600));
    const count = statuses.length;
    fake.realtime.drop();
    await until(() => statuses.length > count + 2);
    expect(statuses.slice(count).map(({ state, attempt }) => [state, attempt])).toEqual([
      ['waiting', 0],
      ['connecting', 1],
      ['open', 1],
    ]);
  });

  it('is followed by another one after the wait that VZaps asks for', async () => {
    const { fake, source, statuses } = await startSource({ start: false });
    fake.realtime.fault({ status: 503, headers: { 'retry-after': '1' } });
    await source.start();
    const [wait] = statuses.filter(({ state }) => state === 'waiting');
    expect(wait).toMatchObject({ error: { code: 'API_ERROR', status: 503 }, reason: expect.stringContaining('503') });
    expect(Number(wait?.nextAttemptAt) - Number(wait?.since)).toBeGreaterThanOrEqual(999);
  });

  it('is replaced when neither a frame nor a pong arrives', async () => {
    const { fake, source, statuses, receiver, emit, acked } = await startSource({
      start: false,
      options: { silenceMs: 90 },
    });
    fake.realtime.fault({ does: 'silence' });
    receiver.on('Message', () => {});
    await source.start();
    const id = emit(message('hidden by the silence'));
    await until(() => acked().length > 0);
    // A machine that pauses for 90 ms makes the source replace the later connections, too.
    expect(new Set(acked())).toEqual(new Set([id]));
    expect(statuses[2]).toMatchObject({ state: 'waiting', reason: 'Nothing arrived for 90 ms.' });
    expect(fake.realtime.connections[0]?.open).toBe(false);
  });

  it('stays open without events as long as VZaps answers pings', async () => {
    // Longer than a busy machine pauses a process.
    const { fake, source } = await startSource({ options: { silenceMs: 1_500 } });
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    expect(source.status.state).toBe('open');
    expect(fake.realtime.connections).toHaveLength(1);
  });

  it('is closed for a frame above the limit, and the status has this reason', async () => {
    const { fake, source, statuses, reach, receiver, emit, acked } = await startSource({
      start: false,
      options: { maxFrameBytes: 20_000 },
    });
    receiver.on('Message', () => {});
    fake.realtime.fault({ does: 'oversized-frame', bytes: 200_000 });
    await source.start();
    const id = emit(message('behind the large one'));
    await until(() => acked().length > 0);
    await reach('open');
    expect(acked()).toEqual([id]);
    expect(statuses[2]?.state).toBe('waiting');
    expect(statuses[2]?.reason).toMatch(/larger|exceeds/);
  });
});

describe('the credentials', () => {
  it('are sent in headers, and in the query only by an option', async () => {
    const byHeaders = await startSource();
    expect(byHeaders.fake.realtime.connections[0]?.credentials).toBe('headers');
    const byQuery = await startSource({ options: { credentials: 'query' } });
    expect(byQuery.fake.realtime.connections[0]?.credentials).toBe('query');
  });

  it('do not appear in an error or a status, also if they are in the URL', async () => {
    const { fake, source, statuses } = await startSource({ start: false, options: { credentials: 'query' } });
    const writes = vi.spyOn(console, 'error').mockImplementation(() => {});
    fake.realtime.fault({ status: 500 });
    fake.realtime.fault({ does: 'flap', code: 4000, reason: `bad ${fake.clientToken}` });
    await source.start();
    await until(() => statuses.filter(({ state }) => state === 'open').length === 2);
    expectNoSecret([statuses, writes.mock.calls], fake);
    expect(statuses.map(({ reason }) => reason).join()).toContain('code 4000: bad [redacted]');
    writes.mockRestore();
  });

  it('are renewed once after a 401, and the source stops at the second one', async () => {
    const { fake, source, statuses } = await startSource({ start: false });
    fake.realtime.fault({ status: 401 });
    await source.start();
    expect([source.status.state, tokenRequests(fake)]).toEqual(['open', 2]);
    fake.realtime.fault({ status: 401, times: 2 });
    fake.realtime.drop();
    await until(() => source.status.state === 'failed');
    expect(source.status).toMatchObject({
      error: { name: 'VZapsAuthenticationError', code: 'AUTHENTICATION_FAILED', status: 401 },
      reason: expect.stringContaining('Check the client token'),
    });
    expect(tokenRequests(fake)).toBe(3);
    const count = statuses.length;
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(statuses).toHaveLength(count);
  });

  it('can be repaired: start() after a failure connects again', async () => {
    const { fake, source } = await startSource({ start: false });
    fake.realtime.fault({ status: 401, times: 2 });
    expect((await source.start()).state).toBe('failed');
    expect((await source.start()).state).toBe('open');
  });

  it.each([
    ['an instance of another account', 'foreign', { code: 'PERMISSION_DENIED', status: 403 }],
    ['a wrong id', 'a/b', { code: 'INVALID_REQUEST' }],
  ])('stop the source for %s', async (_, id, error) => {
    const { fake, source } = await startSource({ start: false, options: { instanceId: id } }).then(async (started) =>
      id === 'foreign'
        ? startSource({
            start: false,
            options: { instanceId: started.fake.foreign.id, url: started.fake.realtimeUrl, client: started.vzaps },
          })
        : started,
    );
    expect(await source.start()).toMatchObject({ state: 'failed', error });
    expect(fake.realtime.connections).toEqual([]);
  });

  it('are asked for again when the request for a token fails', async () => {
    const { fake, source, statuses } = await startSource();
    fake.expireTokens();
    fake.fault({ route: 'POST /token', status: 500, times: 5 });
    fake.realtime.drop();
    await until(() => statuses.filter(({ state }) => state === 'open').length === 2);
    expect(statuses.some(({ state, error }) => state === 'waiting' && error?.code === 'API_ERROR')).toBe(true);
    expect(source.status.state).toBe('open');
  });

  it('are replaced before they end, by a connection that opens before the old one closes', async () => {
    const { fake, statuses, receiver, emit, acked } = await startSource({ fake: { tokenLifetime: 2 } });
    const { connections } = fake.realtime;
    let [started, handled] = [0, 0];
    let release: () => void = () => {};
    const isReleased = new Promise<void>((resolve) => {
      release = resolve;
    });
    receiver.on('Message', async () => {
      started += 1;
      await isReleased;
      handled += 1;
    });
    let sent = 0;
    const send = (): void => {
      if (sent >= 60) return;
      emit(message(`m${sent}`));
      sent += 1;
    };
    send();
    await until(() => started === 1);
    // The source closes a connection only after it has acknowledged its events. So both connections stay open until the
    // handler has ended.
    await until(() => {
      send();
      return connections.length >= 2;
    });
    const isFirstOpen = connections[0]?.open;
    release();
    expect(isFirstOpen).toBe(true);
    await until(() => {
      send();
      return connections.length >= 3 && connections.filter(({ open }) => open).length === 1;
    });
    await until(() => new Set(acked()).size === sent);
    expect(handled).toBe(sent);
    expect(statuses.map(({ state }) => state)).toEqual(['connecting', 'open']);
    expect(tokenRequests(fake)).toBeGreaterThanOrEqual(3);
  });
});

describe('without `onState`', () => {
  afterEach(() => vi.restoreAllMocks());

  it('the source writes to stderr why it waits or has failed, without a secret', async () => {
    const lines: string[] = [];
    vi.spyOn(console, 'error').mockImplementation((line) => void lines.push(String(line)));
    const { fake, source, instanceId } = await startSource({
      start: false,
      options: { onState: undefined, onGivenUp: undefined, retry: { attempts: 0 } },
    });
    fake.realtime.fault({ status: 500 });
    await source.start();
    expect(lines).toEqual([
      expect.stringMatching(
        `^\\[vzaps\\] Realtime of ${instanceId} is waiting. VZaps answered 500 .* next attempt is at`,
      ),
    ]);
    expectNoSecret(lines, fake);
  });

  it('the source writes which event it retries no more, without its content', async () => {
    const lines: string[] = [];
    vi.spyOn(console, 'error').mockImplementation((line) => void lines.push(String(line)));
    const { receiver, emit, instanceId } = await startSource({
      options: { onGivenUp: undefined, retry: { attempts: 0 } },
    });
    receiver.on('Message', () => {
      throw new Error('broken');
    });
    const id = emit(message('a private text'));
    await until(() => lines.length > 0);
    expect(lines).toEqual([
      `[vzaps] A Message event ${id} of ${instanceId} was given up after 1 attempts. The last outcome is failed. It was not acknowledged.`,
    ]);
  });
});
